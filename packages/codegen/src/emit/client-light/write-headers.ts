import type { BoundMember } from "../../model/service.ts";
import type { Type } from "../../model/types.ts";
import { literal, propertyKey } from "../../print/names.ts";
import { code, join, type Printable, type SourceFile } from "../../print/source-file.ts";
import { clientValue } from "../client-symbols.ts";
import { textFunctions } from "../runtime-symbols.ts";
import { printText } from "./write-path.ts";
import type { ContentType } from "./write-request.ts";

/**
 * Emits the statements that collect the headers of a request in the variable `headers`; none, if all are known before.
 *
 * @returns the property with the headers, or `undefined` if there are none
 * @see https://smithy.io/2.0/spec/http-bindings.html#httpheader-trait
 */
export function emitHeaders(
  file: SourceFile,
  members: readonly BoundMember[],
  contentType: ContentType | undefined,
): Printable | undefined {
  const maps = members.filter(({ location }) => location.kind === "prefixHeaders");
  const single = members.filter(({ location }) => location.kind === "header");
  const isReplaced = single.some((member) => isAlwaysSent(member) && headerName(member) === "content-type");
  const fixed =
    contentType === undefined || contentType.condition !== undefined || isReplaced
      ? []
      : [code`"content-type": ${literal(contentType.name)}`];
  if (maps.length === 0 && single.every(isAlwaysSent) && contentType?.condition === undefined) {
    const known = [...fixed, ...single.map(printHeader)];
    return known.length === 0 ? undefined : code`headers: { ${join(known, ", ")} }`;
  }
  file.print`const headers: Record<string, string> = { ${join(fixed, ", ")} };`;
  if (contentType?.condition !== undefined) {
    file.print`if (${contentType.condition}) {
        headers["content-type"] = ${literal(contentType.name)};
      }`;
  }
  for (const { name, location } of maps) {
    const prefix = location.kind === "prefixHeaders" ? location.prefix : "";
    file.print`if (input.${name} != null) {
        ${clientValue("writePrefixHeaders")}(headers, input.${name}, ${literal(prefix)}, "", ${literal(name)});
      }`;
  }
  // Written last, so that they override those of maps, and the content type.
  for (const member of single) {
    emitHeader(file, member);
  }
  return "headers";
}

function isAlwaysSent({ required, idempotencyToken }: BoundMember): boolean {
  return required || idempotencyToken;
}

function emitHeader(file: SourceFile, member: BoundMember): void {
  const set = code`headers[${literal(headerName(member))}] = ${printHeaderValue(member)};`;
  if (isAlwaysSent(member)) {
    file.print`${set}`;
  } else {
    file.print`if (input.${member.name} != null) {
        ${set}
      }`;
  }
}

function printHeader(member: BoundMember): Printable {
  return code`${propertyKey(headerName(member))}: ${printHeaderValue(member)}`;
}

function headerName({ location }: BoundMember): string {
  return location.kind === "header" ? location.name : "";
}

function printHeaderValue({ name, target, idempotencyToken }: BoundMember): Printable {
  if (target.kind !== "list") {
    const value = `input.${name}${idempotencyToken ? " ?? crypto.randomUUID()" : ""}`;
    return printText(target, value, name, "http-date");
  }
  return code`${clientValue("joinHeader")}(input.${name}.map((item) => ${printItem(target.item, name)}))`;
}

function printItem(type: Type, member: string): Printable {
  const text = printText(type, "item", member, "http-date");
  const isPlain = textFunctions(type, "http-date").read === undefined;
  return isPlain ? code`${clientValue("quoteHeaderItem")}(${text})` : text;
}
