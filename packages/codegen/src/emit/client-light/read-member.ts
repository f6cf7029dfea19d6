import type { BoundMember } from "../../model/service.ts";
import { holdExactNumbers } from "../../model/type-contents.ts";
import type { Member, Type } from "../../model/types.ts";
import { literal } from "../../print/names.ts";
import { code, type Printable } from "../../print/source-file.ts";
import { type ClientValue, clientValue } from "../client-symbols.ts";
import { typeExpression } from "../expressions.ts";
import { textFunctions } from "../runtime-symbols.ts";
import { modelType } from "../server/symbols.ts";
import { clientDefault } from "./defaults.ts";
import { printEmptyJson, printEmptyValue } from "./empty-values.ts";
import { jsonReader } from "./symbols.ts";

/** Prints the expression that reads a member of a structure in JSON with the function `member`. */
export function printJsonMember(member: Member): Printable {
  const { jsonName, required, target } = member;
  const emptyJson = required && clientDefault(member) === undefined ? printEmptyJson(target) : undefined;
  const content = code`${literal(jsonName)}, ${jsonReader(target)}`;
  return emptyJson === undefined
    ? withReplacement(member, code`member(${content})`)
    : code`member(${content}, ${emptyJson})`;
}

/** Prints the expression that reads a member of an output or an error from the `response`. */
export function printBoundMember(member: BoundMember): Printable {
  const { location } = member;
  switch (location.kind) {
    case "header":
      return withReplacement(member, printHeader(member.target, location.name));
    case "prefixHeaders":
      return withReplacement(
        member,
        code`${clientValue("readPrefixHeaders")}(response, ${literal(location.prefix)})`,
      );
    case "responseCode":
      return "response.status";
    case "payload":
      return printPayload(member);
    default:
      return printJsonMember(member);
  }
}

function printHeader(target: Type, name: string): Printable {
  if (target.kind !== "list") {
    const read = textReader(target);
    return read === undefined
      ? code`${clientValue("readHeader")}${enumArgument(target)}(response, ${literal(name)})`
      : code`${clientValue("readHeaderValue")}(response, ${literal(name)}, ${read})`;
  }
  const { item } = target;
  if (item.kind === "timestamp" && (item.format ?? "http-date") === "http-date") {
    return code`${clientValue("readHeaderDates")}(response, ${literal(name)})`;
  }
  const read = textReader(item) ?? code`${clientValue("textToString")}${enumArgument(item)}`;
  return code`${clientValue("readHeaderList")}(response, ${literal(name)}, ${read})`;
}

/** The function that reads a value from a text; `undefined` for a string. */
function textReader(type: Type): Printable | undefined {
  const { read } = textFunctions(type, "http-date");
  if (read === undefined) {
    return undefined;
  }
  const symbol = clientValue(read as ClientValue);
  return type.kind === "intEnum"
    ? code`${symbol} as (text: string, location: string) => ${modelType(type.name)}`
    : symbol;
}

function enumArgument(type: Type): Printable {
  return type.kind === "enum" ? code`<${modelType(type.name)}>` : "";
}

function printPayload(member: BoundMember): Printable {
  const { name, target, required } = member;
  if (target.kind === "blob" && target.streaming) {
    return required ? code`response.stream as ${typeExpression(target)}` : "response.stream";
  }
  return withReplacement(member, printPayloadValue(name, target));
}

function printPayloadValue(name: string, target: Type): Printable {
  switch (target.kind) {
    case "blob":
      return code`${clientValue("readBlobPayload")}(response)`;
    case "string":
    case "enum":
      return code`${clientValue("readTextPayload")}${enumArgument(target)}(response)`;
    default: {
      const parse = clientValue(holdExactNumbers([target]) ? "parseExactBody" : "parseBody");
      return code`${clientValue("readPayload")}(${parse}(response), ${literal(name)}, ${jsonReader(target)})`;
    }
  }
}

/** Prints what replaces a member that the response doesn't have: its default, or an empty value if it is required. */
function withReplacement(member: Member, read: Printable): Printable {
  const { required, target } = member;
  const replacement = clientDefault(member) ?? (required ? printEmptyValue(target) : undefined);
  if (replacement !== undefined) {
    return code`${read} ?? ${replacement}`;
  }
  return required ? code`${read} as ${typeExpression(target)}` : read;
}
