import type { BoundMember, ErrorStructure, Operation } from "../../model/service.ts";
import type { Type } from "../../model/types.ts";
import { literal } from "../../print/names.ts";
import { code, type Printable, type SourceFile } from "../../print/source-file.ts";
import { defaultExpression } from "../expressions.ts";
import { textKind, uncapitalize } from "../runtime-symbols.ts";
import { errorClass, modelType, runtimeType, runtimeValue } from "./symbols.ts";
import { jsonWriter, printProperties } from "./write-json.ts";

/** Emits the function that writes an operation's output as a response. */
export function emitOutputWriter(file: SourceFile, { name, output, status }: Operation): void {
  if (output === undefined) {
    return;
  }
  file.print`/**
     * Writes the output of ${name} as a response.
     *
     * @throws TypeError where it isn't what the model says it is
     */
    export function write${name}(output: ${modelType(output.name)}): ${runtimeType("HttpResponse")} {
      ${runtimeValue("requireObject")}(output, "", "");`;
  emitResponse(file, output.members, "output", status, undefined);
}

/** Emits the function that writes an error with more than a message. */
export function emitErrorWriter(file: SourceFile, error: ErrorStructure): void {
  file.print`/** Writes ${error.name} as a response. */
    export function write${error.name}({ members }: ${errorClass(error.name)}): ${runtimeType("HttpResponse")} {`;
  emitResponse(file, error.members, "members", error.status, error.name);
}

/** What an output is answered with, where its media type is known: a payload's own, or that of a document. */
export function mediaTypeOf(members: readonly BoundMember[]): string | undefined {
  const payload = findPayload(members)?.target;
  switch (payload?.kind) {
    case "blob":
      return payload.mediaType;
    case "string":
      return payload.mediaType ?? "text/plain";
    case "enum":
      return "text/plain";
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
  const type = literal(mediaTypeOf(members) ?? "application/octet-stream");
  const fixed = [
    ...(payload === undefined ? [`"content-type": ${type}`] : []),
    ...(errorType === undefined ? [] : [`"x-amzn-errortype": ${literal(errorType)}`]),
  ].join(", ");
  const varies = payload !== undefined || members.some(({ location }) => /header/i.test(location.kind));
  if (varies) {
    file.print`const headers: Record<string, string> = { ${fixed} };`;
  }
  if (payload !== undefined) {
    file.print`if (${presentValue(payload, holder)} != null) {
        headers["content-type"] = ${type};
      }`;
  }
  // A header that a member is bound to wins over one of a map.
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
  if (target.kind === "blob" && target.streaming) {
    return `${value} ?? ""`;
  }
  if (target.kind === "blob" || target.kind === "string" || target.kind === "enum") {
    return code`${value} == null ? "" : ${runtimeValue(target.kind === "blob" ? "requireBytes" : "writeString")}(${value}, "", ${literal(name)})`;
  }
  return code`${value} == null ? "" : JSON.stringify(${jsonWriter(target)}(${value}, "", ${literal(name)}))`;
}

function presentValue(member: BoundMember, holder: string): string {
  const standard = defaultExpression(member);
  const value = `${holder}.${member.name}`;
  return standard === undefined ? value : `(${value} ?? ${standard})`;
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
  const quoted =
    textKind(target.item, "http-date") === undefined
      ? code`${runtimeValue("quoteHeaderItem")}(${text})`
      : text;
  return code`${runtimeValue("joinHeader")}(${value}.map((item) => ${quoted}))`;
}

function toText(type: Type): Printable {
  return runtimeValue(`${uncapitalize(textKind(type, "http-date") ?? "String")}ToText`);
}
