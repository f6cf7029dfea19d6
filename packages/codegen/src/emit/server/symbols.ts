import { type ImportSymbol, importType, importValue } from "../../print/imports.ts";
import { typeName } from "../../print/names.ts";

/**
 * Where a stub's files find what they use: the runtime, the model's types and each other. The emitters name
 * the symbols that they use in code through these.
 */

/** A function or class of the runtime. */
export function runtimeValue(name: string): ImportSymbol {
  return importValue(name, "runtime");
}

/** A type of the runtime. */
export function runtimeType(name: string): ImportSymbol {
  return importType(name, "runtime");
}

/** The type of a shape of the model. */
export function modelType(shape: string): ImportSymbol {
  return declaredType(typeName(shape));
}

/** A type by the name that the generated model declares it by. */
export function declaredType(name: string): ImportSymbol {
  return importType(name, "types");
}

/** The class of an error of the model. */
export function errorClass(name: string): ImportSymbol {
  return importValue(name, "./errors.ts");
}

/** The interface that an implementer implements. */
export function serviceInterface(service: string): ImportSymbol {
  return importType(`${service}Service`, "./service.ts");
}

/** The function that reads an operation's input from a request. */
export function inputReader(operation: string): ImportSymbol {
  return importValue(`read${operation}`, "./read.ts");
}

/** The function that checks an operation's input against the model's constraints. */
export function inputChecker(operation: string): ImportSymbol {
  return importValue(`check${operation}`, "./check.ts");
}

/** The function that writes an operation's output, or an error, as a response. */
export function responseWriter(operationOrError: string): ImportSymbol {
  return importValue(`write${operationOrError}`, "./write.ts");
}

/** The function that binds an operation to its implementation. */
export function operationBinder(operation: string): ImportSymbol {
  return importValue(`bind${operation}`, "./operations.ts");
}
