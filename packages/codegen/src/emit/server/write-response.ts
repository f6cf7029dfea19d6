import { findEventStream } from "../../model/event-streams.ts";
import type { BoundMember, ErrorStructure, Operation, Service } from "../../model/service.ts";
import type { Type } from "../../model/types.ts";
import { documentClosure, streamsOf } from "../../model/walk-types.ts";
import { jsDoc, seeShape } from "../../print/jsdoc.ts";
import { literal } from "../../print/names.ts";
import { code, type Printable, SourceFile } from "../../print/source-file.ts";
import { eventValue } from "../event-symbols.ts";
import { defaultExpression } from "../expressions.ts";
import { runtimeType, runtimeValue, textFunctions } from "../runtime-symbols.ts";
import { hasOnlyMessage } from "./errors.ts";
import { errorType, jsonWriter, modelType, responderName } from "./symbols.ts";
import { emitEventWriter, printEventWriters } from "./write-events.ts";
import { emitJsonWriter, printProperties } from "./write-json.ts";

/**
 * Emits write.ts: a function for the output of each operation and for each error that has more than a message, and one
 * for each shape that JSON holds.
 */
export function emitServerWrite(service: Service): SourceFile {
  const file = new SourceFile("write.ts");
  const listed = new Set(service.operations.flatMap(({ errors }) => errors));
  const errors = service.errors.filter((error) => listed.has(error) && !hasOnlyMessage(error));
  for (const operation of service.operations) {
    emitOutputWriter(file, operation);
  }
  for (const error of errors) {
    emitErrorWriter(file, error);
  }
  const outputs = service.operations.flatMap(({ output }) => output ?? []);
  const members = [...outputs, ...errors].flatMap((message) => message.members);
  for (const stream of streamsOf(members)) {
    emitEventWriter(file, stream);
  }
  for (const type of documentClosure(members)) {
    emitJsonWriter(file, type);
  }
  return file;
}

function emitOutputWriter(file: SourceFile, { name, output, status }: Operation): void {
  if (output === undefined) {
    return;
  }
  const documentation = jsDoc(`Writes the output of ${name} as a response.`, [
    "@throws TypeError if the output doesn't have the type that the model declares",
    seeShape(output.id),
  ]);
  const stream = findEventStream(output);
  const parameters = code`output: ${modelType(output.name)}${stream === undefined ? "" : code`, request: ${runtimeType("RoutedRequest")}`}`;
  file.declare(responderName(name));
  file.print`${documentation}export function ${responderName(name)}(${parameters}): ${runtimeType("HttpResponse")} {
      ${runtimeValue("requireObject")}(output, "", "");`;
  emitResponse(file, output.members, "output", status, undefined);
}

function emitErrorWriter(file: SourceFile, error: ErrorStructure): void {
  const documentation = jsDoc(`Writes ${error.name} as a response.`, [seeShape(error.id)]);
  file.declare(responderName(error.name));
  file.print`${documentation}export function ${responderName(error.name)}({ members }: ${errorType(error.name)}): ${runtimeType("HttpResponse")} {`;
  emitResponse(file, error.members, "members", error.status, error.name);
}

/**
 * Determines the media type of a response: the payload's, or that of a JSON document.
 *
 * @returns the media type, or `undefined` if the payload is a blob without `@mediaType`
 */
export function mediaTypeOf(members: readonly BoundMember[]): string | undefined {
  const payload = findPayload(members)?.target;
  switch (payload?.kind) {
    case "blob":
      return payload.mediaType;
    case "string":
      return payload.mediaType ?? "text/plain";
    case "enum":
      return "text/plain";
    case "eventStream":
      return "application/vnd.amazon.eventstream";
    default:
      return "application/json";
  }
}

function findPayload(members: readonly BoundMember[]): BoundMember | undefined {
  return members.find(({ location }) => location.kind === "payload");
}

function emitResponse(
  file: SourceFile,
  members: readonly BoundMember[],
  holder: string,
  status: number,
  errorType: string | undefined,
): void {
  const payload = findPayload(members);
  const streamsEvents = payload?.target.kind === "eventStream";
  const type = literal(mediaTypeOf(members) ?? "application/octet-stream");
  const fixed = [
    ...(payload === undefined || streamsEvents ? [`"content-type": ${type}`] : []),
    ...(errorType === undefined ? [] : [`"x-amzn-errortype": ${literal(errorType)}`]),
  ].join(", ");
  const varies =
    (payload !== undefined && !streamsEvents) ||
    members.some(({ location }) => /header/i.test(location.kind));
  if (varies) {
    file.print`const headers: Record<string, string> = { ${fixed} };`;
  }
  if (payload !== undefined && !streamsEvents) {
    file.print`if (${presentValue(payload, holder)} != null) {
        headers["content-type"] = ${type};
      }`;
  }
  // Written first, so that a header with a member of its name overrides one from a map.
  for (const member of members.filter(({ location }) => location.kind === "prefixHeaders")) {
    emitPrefixHeaders(file, member, holder);
  }
  for (const member of members) {
    emitHeader(file, member, holder);
  }
  const headers = varies ? "headers" : `headers: { ${fixed} }`;
  file.print`return { status: ${printStatus(members, status, holder)}, ${headers}, body: ${printBody(members, payload, holder)} };
    }\n`;
}

function printStatus(members: readonly BoundMember[], status: number, holder: string): Printable {
  const member = members.find(({ location }) => location.kind === "responseCode");
  if (member === undefined) {
    return status;
  }
  const value = `${holder}.${member.name}`;
  return code`${value} == null ? ${status} : ${runtimeValue("requireStatus")}(${value}, "", ${literal(member.name)})`;
}

function printBody(
  members: readonly BoundMember[],
  payload: BoundMember | undefined,
  holder: string,
): Printable {
  if (payload === undefined) {
    const inBody = members.filter(({ location }) => location.kind === "body");
    return code`JSON.stringify({ ${printProperties(inBody, holder, '""')} })`;
  }
  const value = presentValue(payload, holder);
  const { target, name } = payload;
  if (target.kind === "eventStream") {
    return code`${eventValue("writeEventStream")}(request, ${literal(name)}, ${value}, ${printEventWriters(target)})`;
  }
  if (target.kind === "blob" && target.streaming) {
    return `${value} ?? ""`;
  }
  if (target.kind === "blob" || target.kind === "string" || target.kind === "enum") {
    return code`${value} == null ? "" : ${runtimeValue(target.kind === "blob" ? "requireBytes" : "writeString")}(${value}, "", ${literal(name)})`;
  }
  return code`${value} == null ? "" : JSON.stringify(${jsonWriter(target)}(${value}, "", ${literal(name)}))`;
}

function presentValue(member: BoundMember, holder: string): string {
  const defaultValue = defaultExpression(member);
  const value = `${holder}.${member.name}`;
  return defaultValue === undefined ? value : `(${value} ?? ${defaultValue})`;
}

function emitHeader(file: SourceFile, member: BoundMember, holder: string): void {
  const { location, name, target } = member;
  const value = presentValue(member, holder);
  if (location.kind === "header") {
    file.print`if (${value} != null) {
        headers[${literal(location.name)}] = ${toHeader(target, value, name)};
      }`;
  }
}

function emitPrefixHeaders(file: SourceFile, { name, location }: BoundMember, holder: string): void {
  if (location.kind === "prefixHeaders") {
    const value = `${holder}.${name}`;
    file.print`if (${value} != null) {
        ${runtimeValue("writePrefixHeaders")}(headers, ${value}, ${literal(location.prefix)}, "", ${literal(name)});
      }`;
  }
}

function toHeader(target: Type, value: string, name: string): Printable {
  if (target.kind !== "list") {
    return code`${toText(target)}(${value}, "", ${literal(name)})`;
  }
  const text = code`${toText(target.item)}(item, "", ${literal(name)})`;
  const isPlainText = textFunctions(target.item, "http-date").read === undefined;
  const quoted = isPlainText ? code`${runtimeValue("quoteHeaderItem")}(${text})` : text;
  return code`${runtimeValue("joinHeader")}(${value}.map((item) => ${quoted}))`;
}

function toText(type: Type): Printable {
  return runtimeValue(textFunctions(type, "http-date").write);
}
