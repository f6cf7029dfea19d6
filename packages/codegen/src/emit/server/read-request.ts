import type { BoundMember, Operation } from "../../model/service.ts";
import type { TimestampFormat, Type } from "../../model/types.ts";
import { documentClosure } from "../../model/walk-types.ts";
import { literal, variableName } from "../../print/names.ts";
import { code, type Printable, type SourceFile } from "../../print/source-file.ts";
import { defaultExpression } from "../expressions.ts";
import { textKind } from "../runtime-symbols.ts";
import { emitAssignment, jsonReader } from "./read-json.ts";
import { modelType, runtimeType, runtimeValue } from "./symbols.ts";

/** Emits the function that reads an operation's input from a request, member by member. */
export function emitInputReader(file: SourceFile, operation: Operation): void {
  const { name, input } = operation;
  if (input === undefined) {
    return;
  }
  const unchecked = code`${runtimeType("Unchecked")}<${modelType(input.name)}>`;
  file.print`/**
     * Reads the input of ${name} from a request.
     *
     * @throws ProtocolError where the request can't be read as the model has it
     */
    export function read${name}(request: ${runtimeType("RoutedRequest")}): ${unchecked} {
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
  for (const member of input.members) {
    emitMember(file, operation, member);
  }
  file.print`return input;
    }\n`;
}

/** What a request's body is for: the document, a payload that is read later, or nothing. */
function readBody(members: readonly BoundMember[]): Printable {
  if (members.some(({ location }) => location.kind === "body")) {
    const exact = holdsExactNumbers(members) ? "Exact" : "";
    return code`const body = ${runtimeValue(`read${exact}JsonBody`)}(request);`;
  }
  if (members.some(({ location }) => location.kind === "payload")) {
    return "";
  }
  return code`${runtimeValue(members.length === 0 ? "ignoreBody" : "refuseBody")}(request);`;
}

function emitMember(file: SourceFile, operation: Operation, member: BoundMember): void {
  const { name, jsonName, location, target } = member;
  const assign = (content: Printable, read: Printable): void =>
    emitAssignment(file, "input", name, content, read, defaultExpression(member));
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
      file.print`input.${name} = ${fromText(target, label, `the label ${name} in the path`, "date-time")};`;
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
  const place = `the query parameter ${name}`;
  const values = `query.get(${literal(name)})`;
  if (target.kind === "list") {
    assign(values, code`${variable}.map((text) => ${fromText(target.item, "text", place, "date-time")})`);
  } else {
    assign(`${values}?.[0]`, fromText(target, variable, place, "date-time"));
  }
}

function emitHeaderMember(assign: Assign, name: string, variable: string, target: Type): void {
  const place = `the header ${name}`;
  const content = `request.header(${literal(name)})`;
  if (target.kind !== "list") {
    assign(content, fromText(target, variable, place, "http-date"));
    return;
  }
  const { item } = target;
  // A date of HTTP has a comma of its own.
  const dates = item.kind === "timestamp" && (item.format ?? "http-date") === "http-date";
  const split = dates
    ? code`${runtimeValue("splitHttpDates")}(${variable})`
    : code`${runtimeValue("splitHeader")}(${variable}, ${literal(place)})`;
  const text = fromText(item, "text", place, "http-date");
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
    const exact = holdsExactNumbers([member]) ? "Exact" : "";
    const payload = code`${runtimeValue(`read${exact}JsonPayload`)}(request)`;
    const optional = target.kind === "structure" && !required;
    assign(
      optional ? code`${runtimeValue("dropEmptyObject")}(${payload})` : payload,
      code`${jsonReader(target)}(${variable}, "", ${literal(name)})`,
    );
  }
}

/** Plain strings are taken as they are. */
function fromText(type: Type, text: Printable, place: string, format: TimestampFormat): Printable {
  const kind = textKind(type, format);
  return kind === undefined ? text : code`${runtimeValue(`textTo${kind}`)}(${text}, ${literal(place)})`;
}

/** Tells whether the document has numbers that `JSON.parse` would round. */
function holdsExactNumbers(members: readonly BoundMember[]): boolean {
  return documentClosure(members).some((type) => type.kind === "number" && /^(long|big)/.test(type.size));
}
