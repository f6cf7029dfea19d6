import type { Type } from "../../model/types.ts";
import { type ImportSymbol, importType, importValue } from "../../print/imports.ts";
import { typeName } from "../../print/names.ts";
import { code, type Printable } from "../../print/source-file.ts";
import { declaredType, typeExpression } from "../expressions.ts";
import { isSimple, jsonFunctions, runtimeType, runtimeValue } from "../runtime-symbols.ts";

/**
 * Names of what the stub's files export to each other, and of the functions that they generate for shapes. Emitters
 * print these symbols; the file that prints one gets the import, also if it is a part of a file that was split.
 */

/** The type of a shape of the model. */
export function modelType(shape: string): ImportSymbol {
  return declaredType(typeName(shape));
}

/** The class of an error of the model. */
export function errorClass(name: string): ImportSymbol {
  return importValue(typeName(name), "./errors.ts");
}

/** The class of an error, used only as a type. */
export function errorType(name: string): ImportSymbol {
  return importType(typeName(name), "./errors.ts");
}

/** The interface that an implementer implements. */
export function serviceInterface(service: string): ImportSymbol {
  return importType(`${service}Service`, "./service.ts");
}

/** The function that reads an operation's input from a request. */
export function inputReader(operation: string): ImportSymbol {
  return importValue(receiverName(operation), "./read.ts");
}

/** The function that checks an operation's input against the model's constraints. */
export function inputChecker(operation: string): ImportSymbol {
  return importValue(validatorName(operation), "./check.ts");
}

/** The function that checks a shape against its constraints. */
export function checker(shape: string): ImportSymbol {
  return importValue(checkerName(shape), "./check.ts");
}

/** The function that writes an operation's output, or an error, as a response. */
export function responseWriter(operationOrError: string): ImportSymbol {
  return importValue(responderName(operationOrError), "./write.ts");
}

/** The function that binds an operation to its implementation. */
export function operationBinder(operation: string): ImportSymbol {
  return importValue(binderName(operation), "./operations.ts");
}

/** The name of the generated function that reads an operation's input from a request. */
export function receiverName(operation: string): string {
  return `receive${operation}`;
}

/** The name of the generated function that checks an operation's input. */
export function validatorName(operation: string): string {
  return `validate${operation}`;
}

/** The name of the generated function that writes an operation's output, or an error, as a response. */
export function responderName(operationOrError: string): string {
  return `respond${operationOrError}`;
}

/** The name of the generated function that reads a shape from JSON. */
export function readerName(name: string): string {
  return `read${name}`;
}

/** The name of the generated function that writes a shape as JSON. */
export function writerName(name: string): string {
  return `write${name}`;
}

/** The name of the generated function that checks a shape. */
export function checkerName(name: string): string {
  return `check${name}`;
}

/** The name of the generated function that binds an operation. */
export function binderName(name: string): string {
  return `bind${name}`;
}

/** The function that reads a type from JSON: a generated one, or one of the runtime. */
export function jsonReader(type: Type): ImportSymbol {
  return isSimple(type)
    ? runtimeValue(jsonFunctions(type).read)
    : importValue(readerName(type.name), "./read.ts");
}

/** The function that writes a type as JSON: a generated one, or one of the runtime. */
export function jsonWriter(type: Type): ImportSymbol {
  return isSimple(type)
    ? runtimeValue(jsonFunctions(type).write)
    : importValue(writerName(type.name), "./write.ts");
}

/** The function that reads an event of a stream. */
export function eventReader(stream: string): ImportSymbol {
  return importValue(readerName(stream), "./read.ts");
}

/** The function that writes an event of a stream. */
export function eventWriter(stream: string): ImportSymbol {
  return importValue(writerName(stream), "./write.ts");
}

/** The type of what a reader returns: the constraints are not checked yet. */
export function uncheckedType(type: Type): Printable {
  return code`${runtimeType("Unchecked")}<${typeExpression(type)}>`;
}
