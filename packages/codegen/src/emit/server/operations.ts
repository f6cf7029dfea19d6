import { findEventStream, hasEventStream, toUnion } from "../../model/event-streams.ts";
import type { BoundMember, ErrorStructure, Operation, Service } from "../../model/service.ts";
import { hasConstrainedMember, isConstrained } from "../../model/type-contents.ts";
import { jsDoc, seeShape } from "../../print/jsdoc.ts";
import { literal, methodName, propertyKey } from "../../print/names.ts";
import { code, join, type Printable, SourceFile } from "../../print/source-file.ts";
import { eventValue } from "../event-symbols.ts";
import { runtimeType, runtimeValue } from "../runtime-symbols.ts";
import { hasOnlyMessage } from "./errors.ts";
import { chooseConstraintError } from "./fill-error.ts";
import {
  binderName,
  checker,
  errorClass,
  eventReader,
  inputChecker,
  inputReader,
  modelType,
  responseWriter,
  serviceInterface,
} from "./symbols.ts";
import { mediaTypeOf } from "./write-response.ts";

/** Emits operations.ts: for each operation, the function that binds it to its implementation. */
export function emitServerOperations(service: Service): SourceFile {
  const file = new SourceFile("operations.ts");
  for (const operation of service.operations) {
    emitOperation(file, operation, service.name);
  }
  return file;
}

function emitOperation(file: SourceFile, operation: Operation, service: string): void {
  const { name, errors } = operation;
  const streamsInput = operation.input?.members.some(isStream) === true;
  const documentation = jsDoc(`Binds ${name} to its implementation.`, [seeShape(operation.id)]);
  file.declare(binderName(name));
  file.print`${documentation}export function ${binderName(name)}<Context>(
      service: ${serviceInterface(service)}<Context>,
    ): ${runtimeType("Operation")}<Context> {
      return {
        name: ${literal(name)},
        streamsInput: ${String(streamsInput)},${hasEventStream(operation) ? "\nhasEventStream: true," : ""}${streamParts(operation)}${headerParts(operation)}
        errors: { ${join(
          errors.map((error) => code`${propertyKey(error.name)}: ${errorWriter(error)}`),
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

function isStream({ target }: BoundMember): boolean {
  return target.kind === "eventStream" || (target.kind === "blob" && target.streaming);
}

/** The part of the runtime for streams. Stubs without streaming blobs don't contain it. */
function streamParts({ input, output }: Operation): Printable {
  const members = [...(input?.members ?? []), ...(output?.members ?? [])];
  return members.some((member) => isStream(member) && member.target.kind === "blob")
    ? code`\nstreams: ${runtimeValue("blobStreams")},`
    : "";
}

/** The part of the runtime for headers of the model. Stubs without them don't contain it. */
function headerParts({ output, errors }: Operation): Printable {
  const members = [...(output?.members ?? []), ...errors.flatMap((error) => error.members)];
  return members.some(({ location }) => location.kind === "header" || location.kind === "prefixHeaders")
    ? code`\nframe: ${runtimeValue("frameResponse")},`
    : "";
}

function errorWriter(error: ErrorStructure): Printable {
  return hasOnlyMessage(error) ? runtimeValue("writeMessageError") : responseWriter(error.name);
}

/** A blob without a media type has no `Accept` check. */
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
  const read = code`const input = ${inputReader(name)}(request);${readEvents(operation)}`;
  if (!hasConstrainedMember(input.members)) {
    return read;
  }
  return code`${read}
    const violations: ${runtimeType("Violation")}[] = [];
    ${inputChecker(name)}(input, violations);
    if (violations.length > 0) {
      throw ${createConstraintError(operation)};
    }`;
}

/** Prints what reads the events of the input, as the implementation asks for them. */
function readEvents(operation: Operation): Printable {
  const found = findEventStream(operation.input);
  if (found === undefined) {
    return "";
  }
  const { member, stream } = found;
  const checks = isConstrained(toUnion(stream))
    ? code`, check: ${checker(stream.name)}, createError: (violations) => ${createConstraintError(operation)}`
    : "";
  return code`\ninput.${member} = ${eventValue("readEventStream")}<${modelType(stream.name)}>(request, ${literal(member)}, { read: ${eventReader(stream.name)}${checks} });`;
}

function call({ name, input, output, status }: Operation): Printable {
  const argument = input === undefined ? "{}" : code`input as ${modelType(input.name)}`;
  const result = code`await service.${methodName(name)}(${argument}, call)`;
  return output === undefined
    ? code`${result};
      return { status: ${status}, headers: {}, body: "" };`
    : code`return ${responseWriter(name)}(${result}${findEventStream(output) === undefined ? "" : ", request"});`;
}

function createConstraintError(operation: Operation): Printable {
  const filled = chooseConstraintError(operation.errors);
  return filled === undefined
    ? code`new ${runtimeValue("ProtocolError")}("ValidationException", 400, ${runtimeValue("describeViolations")}(violations))`
    : code`new ${errorClass(filled.error.name)}(${filled.members})`;
}
