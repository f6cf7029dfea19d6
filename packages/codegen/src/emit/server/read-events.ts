import { isDocument } from "../../model/event-streams.ts";
import { holdExactNumbers } from "../../model/type-contents.ts";
import type { Event, EventMember, EventStream, EventStreamError, Type } from "../../model/types.ts";
import { jsDoc, seeShape } from "../../print/jsdoc.ts";
import { literal, propertyKey, variableName } from "../../print/names.ts";
import { code, join, type Printable, type SourceFile } from "../../print/source-file.ts";
import { eventHeaderFunctions, eventType, eventValue } from "../event-symbols.ts";
import { defaultExpression } from "../expressions.ts";
import { runtimeType, runtimeValue } from "../runtime-symbols.ts";
import { emitMemberReader } from "./read-json.ts";
import { errorClass, jsonReader, modelType, readerName, uncheckedType } from "./symbols.ts";

/** Emits the function that reads an event of a stream, and throws the errors of the stream. */
export function emitEventReader(file: SourceFile, stream: EventStream): void {
  const documentation = jsDoc(`Reads an event of ${stream.name}.`, [
    "@throws ProtocolError if the event doesn't have the form that the model describes",
    seeShape(stream.id),
  ]);
  const name = readerName(stream.name);
  file.declare(name);
  file.print`${documentation}export function ${name}(event: ${eventType("ReceivedEvent")}): ${runtimeType("Unchecked")}<${modelType(stream.name)}> {
    if (event.isException) {`;
  if (stream.errors.length > 0) {
    file.print`switch (event.type) {`;
    for (const error of stream.errors) {
      emitError(file, error);
    }
    file.print`}`;
  }
  file.print`throw ${eventValue("createUnknownEventError")}(event);
    }
    switch (event.type) {`;
  for (const event of stream.events) {
    emitEvent(file, event);
  }
  file.print`default:
        throw ${eventValue("createUnknownEventError")}(event);
      }
    }\n`;
}

function emitEvent(file: SourceFile, { name, target, members }: Event): void {
  file.print`case ${literal(name)}: {`;
  if (isDocument(members)) {
    const document = code`${readDocument(members)}(event)`;
    file.print`return { ${name}: ${jsonReader(target)}(${document}, event.streamPath, ${literal(name)}) };
      }`;
    return;
  }
  file.print`${openDocument(members)}
    const result: ${uncheckedType(target)} = {};`;
  for (const member of members) {
    const { content, read } = readMember(member);
    emitMemberReader(file, "result", member.name, content, read, defaultExpression(member));
  }
  file.print`return { ${name}: result };
    }`;
}

/** A required member of an error must be there, because the class needs it. Other constraints aren't checked. */
function emitError(file: SourceFile, { name, error, members }: EventStreamError): void {
  file.print`case ${literal(name)}: {
    ${openDocument(members)}`;
  for (const member of members) {
    file.print`const ${variableName(member.name)} = ${readMember(member).content};`;
  }
  const properties = members.map((member) => code`${propertyKey(member.name)}: ${errorProperty(member)}`);
  file.print`throw new ${errorClass(error)}({ ${join(properties, ",\n")} });
    }`;
}

function errorProperty(member: EventMember): Printable {
  const variable = variableName(member.name);
  if (member.required) {
    const value = code`${eventValue("requireEventMember")}(${variable}, event, ${literal(member.name)})`;
    return readMember(member, value).read;
  }
  const otherwise = defaultExpression(member) ?? "undefined";
  return code`${variable} === undefined ? ${otherwise} : ${readMember(member).read}`;
}

function openDocument(members: readonly EventMember[]): Printable {
  const inDocument = members.filter(({ location }) => location === "document");
  return inDocument.length === 0 ? "" : code`const document = ${readDocument(inDocument)}(event);`;
}

function readDocument(members: readonly EventMember[]): Printable {
  return eventValue(holdExactNumbers(typesOf(members)) ? "readExactJsonEvent" : "readJsonEvent");
}

function typesOf(members: readonly EventMember[]): Type[] {
  return members.map(({ target }) => target);
}

interface MemberReader {
  /** Finds the content. */
  readonly content: Printable;
  /** Turns the content into the member's value. */
  readonly read: Printable;
}

/** @param value - an expression for the content; by default the member's variable */
function readMember(member: EventMember, value: Printable = variableName(member.name)): MemberReader {
  const { name, jsonName, target, location } = member;
  switch (location) {
    case "header": {
      const read = eventValue(eventHeaderFunctions(target).read);
      return { content: code`${read}(event, ${literal(name)})`, read: value };
    }
    case "document":
      return {
        content: code`${runtimeValue("getMember")}(document, ${literal(jsonName)})`,
        read: code`${jsonReader(target)}(${value}, event.path, ${literal(jsonName)})`,
      };
    case "payload":
      return readPayload(member, value);
  }
}

function readPayload({ name, target }: EventMember, value: Printable): MemberReader {
  const mediaType =
    "mediaType" in target && target.mediaType !== undefined ? `, ${literal(target.mediaType)}` : "";
  switch (target.kind) {
    case "blob":
      return { content: code`${eventValue("readBlobEventPayload")}(event${mediaType})`, read: value };
    case "string":
    case "enum":
      return { content: code`${eventValue("readTextEventPayload")}(event${mediaType})`, read: value };
    default: {
      const exact = holdExactNumbers([target]);
      return {
        content: code`${eventValue(exact ? "readExactJsonEventPayload" : "readJsonEventPayload")}(event)`,
        read: code`${jsonReader(target)}(${value}, event.path, ${literal(name)})`,
      };
    }
  }
}
