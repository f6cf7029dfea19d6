import type { HostPart } from "../../model/host-prefix.ts";
import type { BoundMember, PathSegment } from "../../model/service.ts";
import type { TimestampFormat, Type } from "../../model/types.ts";
import { literal } from "../../print/names.ts";
import { code, type Printable } from "../../print/source-file.ts";
import { type ClientValue, clientValue } from "../client-symbols.ts";
import { textFunctions } from "../runtime-symbols.ts";

/**
 * Prints the path of an operation, with its labels from the input.
 *
 * @see https://smithy.io/2.0/spec/http-bindings.html#httplabel-trait
 */
export function printPath(path: readonly PathSegment[], members: readonly BoundMember[]): Printable {
  const segments = path.map((segment) => {
    if (segment.kind === "literal") {
      return code`/${escapeTemplate(segment.text)}`;
    }
    const { member } = segment;
    const write = segment.kind === "greedy" ? "writeGreedyLabel" : "writeLabel";
    const target = members.find(({ name }) => name === member)?.target;
    const text = target === undefined ? `input.${member}` : printLabel(target, member);
    return code`/\${${clientValue(write)}(${text}, ${literal(member)})}`;
  });
  return path.every(({ kind }) => kind === "literal")
    ? literal(`/${path.map((segment) => ("text" in segment ? segment.text : "")).join("/")}`)
    : code`\`${segments}\``;
}

/**
 * Prints what comes before the host of the endpoint.
 *
 * @see https://smithy.io/2.0/spec/endpoint-traits.html#endpoint-trait
 */
export function printHostPrefix(parts: readonly HostPart[]): Printable {
  if (parts.every(({ kind }) => kind === "literal")) {
    return literal(parts.map((part) => ("text" in part ? part.text : "")).join(""));
  }
  const printed = parts.map((part) =>
    part.kind === "literal"
      ? part.text
      : code`\${${clientValue("writeHostLabel")}(input.${part.member}, ${literal(part.member)})}`,
  );
  return code`\`${printed}\``;
}

function printLabel(target: Type, member: string): Printable {
  return isPlainText(target) ? `input.${member}` : printText(target, `input.${member}`, member, "date-time");
}

/** Whether a value of the type is sent in the path or the query as it is. Only a header has a string as base64. */
export function isPlainText({ kind }: Type): boolean {
  return kind === "string" || kind === "enum";
}

/** Prints the conversion of a value to the text of a header, a label or the query. */
export function printText(type: Type, value: string, member: string, format: TimestampFormat): Printable {
  return code`${textWriter(type, format)}(${value}, "", ${literal(member)})`;
}

function textWriter(type: Type, format: TimestampFormat): Printable {
  return clientValue(textFunctions(type, format).write as ClientValue);
}

function escapeTemplate(text: string): string {
  return text.replaceAll(/[`\\]|\$\{/g, "\\$&");
}
