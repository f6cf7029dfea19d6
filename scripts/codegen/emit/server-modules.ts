import { type ImportSymbol, importType, importValue } from "../print/imports.ts";

/**
 * Where a stub's files find what they use: the runtime, the model's types and each other. The emitters name
 * the symbols that they use in code through these.
 */

/** A function or class of the runtime. */
export function runtimeValue(name: string): ImportSymbol {
  return importValue(name, "@eks-auth/server-runtime");
}

/** A type of the runtime. */
export function runtimeType(name: string): ImportSymbol {
  return importType(name, "@eks-auth/server-runtime");
}

/** The type of a structure of the model. */
export function modelType(name: string): ImportSymbol {
  return importType(name, "@eks-auth/types");
}

/** The class of an error of the model. */
export function errorClass(name: string): ImportSymbol {
  return importValue(name, "./errors.ts");
}

/** The interface that an implementer implements. */
export function serviceInterface(service: string): ImportSymbol {
  return importType(`${service}Service`, "./service.ts");
}

/** The function that reads an input from a request. */
export function reader(input: string): ImportSymbol {
  return importValue(`read${input}`, "./read.ts");
}

/** The function that checks an input against the model's constraints. */
export function checker(input: string): ImportSymbol {
  return importValue(`check${input}`, "./check.ts");
}

/** The function that writes an output as a JSON object. */
export function writer(output: string): ImportSymbol {
  return importValue(`write${output}`, "./write.ts");
}

/** The function that binds an operation to its implementation. */
export function operationBinder(operation: string): ImportSymbol {
  return importValue(`bind${operation}`, "./operations.ts");
}
