import { isDocument } from "../../model/event-streams.ts";
import type { Event, EventMember, EventStream } from "../../model/types.ts";
import { jsDoc, seeShape } from "../../print/jsdoc.ts";
import { literal, propertyKey } from "../../print/names.ts";
import { code, join, type Printable, type SourceFile } from "../../print/source-file.ts";
import { eventHeaderFunctions, eventType, eventValue } from "../event-symbols.ts";
import { defaultExpression } from "../expressions.ts";
import { runtimeType, runtimeValue } from "../runtime-symbols.ts";
import { errorType, eventWriter, jsonWriter, modelType, writerName } from "./symbols.ts";
import { printProperties } from "./write-json.ts";

/** Emits the function that writes an event of a stream. */
export function emitEventWriter(file: SourceFile, stream: EventStream): void {
  const documentation = jsDoc(`Writes an event of ${stream.name}.`, [
    "@throws TypeError if the event doesn't have the type that the model declares",
    seeShape(stream.id),
  ]);
  const name = writerName(stream.name);
  file.declare(name);
  file.print`${documentation}export function ${name}(
      value: ${modelType(stream.name)}, path: string, name: ${runtimeType("PathSegment")},
    ): ${eventType("Frame")} {
      ${runtimeValue("requireObject")}(value, path, name);
      const fullPath = \`\${path}/\${name}\`;`;
  for (const event of stream.events) {
    emitEvent(file, event);
  }
  file.print`throw ${eventValue("createEventWriteError")}(fullPath);
    }\n`;
}

function emitEvent(file: SourceFile, { name, target, members }: Event): void {
  const holder = `value.${name}`;
  file.print`if (${literal(name)} in value && ${holder} != null) {`;
  if (isDocument(members)) {
    const document = code`${jsonWriter(target)}(${holder}, fullPath, ${literal(name)})`;
    file.print`return ${eventValue("createEvent")}("event", ${literal(name)}, {}, ${eventValue("jsonToPayload")}(${document}));
      }`;
    return;
  }
  file.print`${runtimeValue("requireObject")}(${holder}, fullPath, ${literal(name)});
    const eventPath = \`\${fullPath}/${name}\`;
    ${createEvent("event", name, members, holder, "eventPath")}
    }`;
}

/** Prints the argument with the writers of a stream. */
export function printEventWriters(stream: EventStream): Printable {
  const classes = new Map(stream.errors.map((error) => [error.error, error]));
  const exceptions = [...classes.values()].map(
    ({ name, error, members }) =>
      code`${propertyKey(error)}: ({ members }: ${errorType(error)}) => {
        ${createEvent("exception", name, asClassHas(members), "members", literal(`/${name}`))}
      }`,
  );
  return code`{ write: ${eventWriter(stream.name)}, exceptions: { ${join(exceptions, ",\n")} } }`;
}

/** The class of an error that has only a message doesn't require it. */
function asClassHas(members: readonly EventMember[]): readonly EventMember[] {
  const hasOnlyMessage = members.every(
    ({ name, jsonName, target }) => name === "message" && jsonName === name && target.kind === "string",
  );
  return hasOnlyMessage ? members.map((member) => ({ ...member, required: false })) : members;
}

function createEvent(
  kind: "event" | "exception",
  type: string,
  members: readonly EventMember[],
  holder: string,
  path: string,
): Printable {
  const headers = members.filter(({ location }) => location === "header");
  const payload = printPayload(members, holder, path);
  const create = code`return ${eventValue("createEvent")}(${literal(kind)}, ${literal(type)}, ${headers.length === 0 ? "{}" : "headers"}, ${payload});`;
  return headers.length === 0
    ? create
    : code`const headers: ${eventType("EventHeaders")} = {};
      ${join(
        headers.map((member) => setHeader(member, holder, path)),
        "\n",
      )}
      ${create}`;
}

function setHeader(member: EventMember, holder: string, path: string): Printable {
  const { name, target, required } = member;
  const value = presentValue(member, holder);
  const write = eventValue(eventHeaderFunctions(target).write);
  const set = code`headers.${name} = ${write}(${value}, ${path}, ${literal(name)});`;
  return required || defaultExpression(member) !== undefined ? set : code`if (${value} != null) { ${set} }`;
}

function printPayload(members: readonly EventMember[], holder: string, path: string): Printable {
  const payload = members.find(({ location }) => location === "payload");
  if (payload === undefined) {
    const inDocument = members.filter(({ location }) => location === "document");
    return inDocument.length === 0 && members.length > 0
      ? "undefined"
      : code`${eventValue("jsonToPayload")}({ ${printProperties(inDocument, holder, path)} })`;
  }
  const value = presentValue(payload, holder);
  const written = writePayload(payload, value, path);
  return payload.required ? written : code`${value} == null ? undefined : ${written}`;
}

function writePayload({ name, target }: EventMember, value: string, path: string): Printable {
  const mediaType =
    "mediaType" in target && target.mediaType !== undefined ? `, ${literal(target.mediaType)}` : "";
  switch (target.kind) {
    case "blob":
      return code`${eventValue("blobToPayload")}(${value}, ${path}, ${literal(name)}${mediaType})`;
    case "string":
    case "enum":
      return code`${eventValue("stringToPayload")}(${value}, ${path}, ${literal(name)}${mediaType})`;
    default:
      return code`${eventValue("jsonToPayload")}(${jsonWriter(target)}(${value}, ${path}, ${literal(name)}))`;
  }
}

function presentValue(member: EventMember, holder: string): string {
  const defaultValue = defaultExpression(member);
  const value = `${holder}.${member.name}`;
  return defaultValue === undefined ? value : `(${value} ?? ${defaultValue})`;
}
