import type { ErrorStructure, Operation, Service } from "../../model/service.ts";
import { hasConstrainedMember } from "../../model/walk-types.ts";
import { literal, methodName } from "../../print/names.ts";
import { code, join, type Printable, SourceFile } from "../../print/source-file.ts";
import { chooseConstraintError, hasOnlyMessage, listsViolations } from "./errors.ts";
import {
  errorClass,
  inputChecker,
  inputReader,
  modelType,
  responseWriter,
  runtimeType,
  runtimeValue,
  serviceInterface,
} from "./symbols.ts";
import { mediaTypeOf } from "./write-response.ts";

/** Emits, for each operation, the function that binds it to its implementation. */
export function emitServerOperations(service: Service): SourceFile {
  const file = new SourceFile();
  for (const operation of service.operations) {
    emitOperation(file, operation, service.name);
  }
  return file;
}

function emitOperation(file: SourceFile, operation: Operation, service: string): void {
  const { name, errors } = operation;
  const streams = operation.input?.members.some(({ target }) => target.kind === "blob" && target.streaming);
  file.print`/** Binds ${name} to its implementation. */
    export function bind${name}<Context>(
      service: ${serviceInterface(service)}<Context>,
    ): ${runtimeType("Operation")}<Context> {
      return {
        name: ${literal(name)},
        streamsInput: ${String(streams === true)},
        errors: { ${join(
          errors.map((error) => code`${error.name}: ${errorWriter(error)}`),
          ",\n",
        )} },
        async invoke(request, call) {
          ${accept(operation)}
          ${readAndCheck(operation)}
          ${call(operation)}
        },
      };
    }\n`;
}

function errorWriter(error: ErrorStructure): Printable {
  return hasOnlyMessage(error) ? runtimeValue("writeMessageError") : responseWriter(error.name);
}

/** A blob of an unknown type is acceptable to anyone. */
function accept({ output }: Operation): Printable {
  const mediaType = output === undefined ? undefined : mediaTypeOf(output.members);
  return mediaType === undefined
    ? ""
    : code`${runtimeValue("requireAccepts")}(request, ${literal(mediaType)});`;
}

function readAndCheck(operation: Operation): Printable {
  const { name, input } = operation;
  if (input === undefined) {
    return code`${runtimeValue("refuseBody")}(request);`;
  }
  const read = code`const input = ${inputReader(name)}(request);`;
  if (!hasConstrainedMember(input.members)) {
    return read;
  }
  return code`${read}
    const violations: ${runtimeType("Violation")}[] = [];
    ${inputChecker(name)}(input, violations);
    if (violations.length > 0) {
      throw ${refuse(operation)};
    }`;
}

function call({ name, input, output, status }: Operation): Printable {
  const argument = input === undefined ? "{}" : code`input as ${modelType(input.name)}`;
  const answer = code`await service.${methodName(name)}(${argument}, call)`;
  return output === undefined
    ? code`${answer};
      return { status: ${status}, headers: {}, body: "" };`
    : code`return ${responseWriter(name)}(${answer});`;
}

function refuse(operation: Operation): Printable {
  const error = chooseConstraintError(operation.errors);
  const message = code`${runtimeValue("describeViolations")}(violations)`;
  if (error === undefined) {
    return code`new ${runtimeValue("ProtocolError")}("ValidationException", 400, ${message})`;
  }
  const list = listsViolations(error) ? ", fieldList: violations" : "";
  return code`new ${errorClass(error.name)}({ message: ${message}${list} })`;
}
