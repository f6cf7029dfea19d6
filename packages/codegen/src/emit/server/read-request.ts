import type { BoundMember, Operation, Service } from "../../model/service.ts";
import { holdExactNumbers } from "../../model/type-contents.ts";
import type { TimestampFormat, Type } from "../../model/types.ts";
import { documentClosure, documentTypes, streamsOf } from "../../model/walk-types.ts";
import { jsDoc, seeShape } from "../../print/jsdoc.ts";
import { literal, variableName } from "../../print/names.ts";
import { code, type Printable, SourceFile } from "../../print/source-file.ts";
import { defaultExpression } from "../expressions.ts";
import { runtimeType, runtimeValue, textFunctions } from "../runtime-symbols.ts";
import { emitEventReader } from "./read-events.ts";
import { emitJsonReader, emitMemberReader } from "./read-json.ts";
import { jsonReader, modelType, receiverName } from "./symbols.ts";

/** Emits read.ts: a function for the input of each operation, and one for each shape that JSON holds. */
export function emitServerRead(service: Service): SourceFile {
  const file = new SourceFile("read.ts");
  const members = service.operations.flatMap(({ input }) => input?.members ?? []);
  for (const operation of service.operations) {
    emitInputReader(file, operation);
  }
  for (const stream of streamsOf(members)) {
    emitEventReader(file, stream);
  }
  for (const type of documentClosure(members)) {
    emitJsonReader(file, type);
  }
  return file;
}

function emitInputReader(file: SourceFile, operation: Operation): void {
  const { name, input } = operation;
  if (input === undefined) {
    return;
  }
  // An event stream is read in operations.ts, which has the error for a broken constraint.
  const read = input.members.filter(({ target }) => target.kind !== "eventStream");
  const parameter = input.members.length > 0 && read.length === 0 ? "_request" : "request";
  const unchecked = code`${runtimeType("Unchecked")}<${modelType(input.name)}>`;
  const documentation = jsDoc(`Reads the input of ${name} from a request.`, [
    "@throws ProtocolError if the request doesn't have the form that the model describes",
    seeShape(input.id),
  ]);
  file.declare(receiverName(name));
  file.print`${documentation}export function ${receiverName(name)}(${parameter}: ${runtimeType("RoutedRequest")}): ${unchecked} {
    ${readBody(input.members)}`;
  if (input.members.length === 0) {
    file.print`return {};
      }\n`;
    return;
  }
  if (input.members.some(({ location }) => location.kind === "query" || location.kind === "queryParams")) {
    file.print`const query = ${runtimeValue("parseQuery")}(request.query);`;
  }
  file.print`const input: ${unchecked} = {};`;
  for (const member of read) {
    emitMember(file, operation, member);
  }
  file.print`return input;
    }\n`;
}

/** Prints what is done with the body first: parse it if it is a document, reject it if the input has no member in it. */
function readBody(members: readonly BoundMember[]): Printable {
  if (members.some(({ location }) => location.kind === "body")) {
    const exact = holdExactNumbers(documentTypes(members));
    const read = runtimeValue(exact ? "readExactJsonBody" : "readJsonBody");
    return code`const body = ${read}(request);`;
  }
  if (members.some(({ location }) => location.kind === "payload")) {
    return "";
  }
  return code`${runtimeValue(members.length === 0 ? "ignoreBody" : "refuseBody")}(request);`;
}

function emitMember(file: SourceFile, operation: Operation, member: BoundMember): void {
  const { name, jsonName, location, target } = member;
  const assign = (content: Printable, read: Printable): void =>
    emitMemberReader(file, "input", name, content, read, defaultExpression(member));
  const variable = variableName(name);
  switch (location.kind) {
    case "body": {
      const content = code`${runtimeValue("getMember")}(body, ${literal(jsonName)})`;
      assign(content, code`${jsonReader(target)}(${variable}, "", ${literal(jsonName)})`);
      break;
    }
    case "label": {
      const index = operation.path
        .filter(({ kind }) => kind !== "literal")
        .findIndex((s) => "member" in s && s.member === name);
      const label = code`${runtimeValue("readLabel")}(request, ${index}, ${literal(name)})`;
      file.print`input.${name} = ${fromUri(target, label, `the label ${name} in the path`)};`;
      break;
    }
    case "query":
      emitQueryMember(assign, location.name, variable, target);
      break;
    case "queryParams": {
      const lists = target.kind === "map" && target.value.kind === "list";
      const read = runtimeValue(lists ? "readQueryParamLists" : "readQueryParams");
      assign(code`query.size === 0 ? undefined : ${read}(query)`, variable);
      break;
    }
    case "header":
      emitHeaderMember(assign, location.name, variable, target);
      break;
    case "prefixHeaders":
      assign(code`${runtimeValue("readPrefixHeaders")}(request, ${literal(location.prefix)})`, variable);
      break;
    case "payload":
      emitPayload(file, assign, member);
      break;
  }
}

type Assign = (content: Printable, read: Printable) => void;

function emitQueryMember(assign: Assign, name: string, variable: string, target: Type): void {
  const source = `the query parameter ${name}`;
  const values = `query.get(${literal(name)})`;
  if (target.kind === "list") {
    assign(values, code`${variable}.map((text) => ${fromUri(target.item, "text", source)})`);
  } else {
    assign(`${values}?.[0]`, fromUri(target, variable, source));
  }
}

function emitHeaderMember(assign: Assign, name: string, variable: string, target: Type): void {
  const source = `the header ${name}`;
  const content = `request.header(${literal(name)})`;
  if (target.kind !== "list") {
    assign(content, fromText(target, variable, source, "http-date"));
    return;
  }
  const { item } = target;
  // An HTTP date contains a comma.
  const dates = item.kind === "timestamp" && (item.format ?? "http-date") === "http-date";
  const split = dates
    ? code`${runtimeValue("splitHttpDates")}(${variable})`
    : code`${runtimeValue("splitHeader")}(${variable}, ${literal(source)})`;
  const text = fromText(item, "text", source, "http-date");
  assign(content, text === "text" ? split : code`${split}.map((text) => ${text})`);
}

function emitPayload(file: SourceFile, assign: Assign, member: BoundMember): void {
  const { name, target, required } = member;
  const variable = variableName(name);
  const mediaType =
    "mediaType" in target && target.mediaType !== undefined ? `, ${literal(target.mediaType)}` : "";
  if (target.kind === "blob" && target.streaming) {
    file.print`input.${name} = ${runtimeValue("readStreamPayload")}(request${mediaType});`;
  } else if (target.kind === "blob") {
    assign(code`${runtimeValue("readBlobPayload")}(request${mediaType})`, variable);
  } else if (target.kind === "string" || target.kind === "enum") {
    assign(code`${runtimeValue("readTextPayload")}(request${mediaType})`, variable);
  } else {
    const read = runtimeValue(holdExactNumbers([target]) ? "readExactJsonPayload" : "readJsonPayload");
    const payload = code`${read}(request)`;
    const optional = (target.kind === "structure" || target.kind === "union") && !required;
    assign(
      optional ? code`${runtimeValue("dropEmptyObject")}(${payload})` : payload,
      code`${jsonReader(target)}(${variable}, "", ${literal(name)})`,
    );
  }
}

/** Prints the conversion of a text in the path or the query to a value. Only a header has a string as base64. */
function fromUri(type: Type, text: Printable, source: string): Printable {
  return type.kind === "string" ? text : fromText(type, text, source, "date-time");
}

/**
 * Prints the conversion of a text to a value; a plain string needs none.
 *
 * @param source - names the text in error messages: `the header x-a`
 */
function fromText(type: Type, text: Printable, source: string, format: TimestampFormat): Printable {
  const { read } = textFunctions(type, format);
  return read === undefined ? text : code`${runtimeValue(read)}(${text}, ${literal(source)})`;
}
