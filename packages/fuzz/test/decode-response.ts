import type { AstMember } from "@eks-auth/scripts/codegen/model/json-ast.ts";
import { getTrait, hasTrait, requirePart, type Shapes } from "../src/shapes/shapes.ts";
import { formatOf } from "../src/wire/binding.ts";
import { readMoment } from "../src/wire/moments.ts";
import { NumberText, parseExactly } from "../src/wire/raw-json.ts";
import type { Answer } from "../src/wire/send-direct.ts";
import { decodeJson, decodeMembers } from "./decode-json.ts";

/** Decodes an output or an error as a client of restJson1 does, without any code of the runtime. */
export function decodeResponse(shapes: Shapes, id: string, answer: Answer): Record<string, unknown> {
  const members = shapes.membersOf(id);
  const value = decodeBody(shapes, members, answer);
  for (const [name, member] of members) {
    const header = getTrait<string>(member, "httpHeader")?.toLowerCase();
    const prefix = getTrait<string>(member, "httpPrefixHeaders")?.toLowerCase();
    const text = header === undefined ? undefined : answer.headers[header];
    if (text !== undefined) {
      value[name] = decodeHeader(shapes, member, text);
    }
    if (prefix !== undefined) {
      const found = Object.entries(answer.headers).filter(([key]) => key.startsWith(prefix));
      if (found.length > 0) {
        value[name] = Object.fromEntries(found.map(([key, item]) => [key.slice(prefix.length), item]));
      }
    }
    if (hasTrait(member, "httpResponseCode")) {
      value[name] = answer.status;
    }
  }
  return value;
}

function decodeBody(
  shapes: Shapes,
  members: readonly [string, AstMember][],
  { body }: Answer,
): Record<string, unknown> {
  const text = Buffer.from(body).toString();
  const [name = "", payload] = members.find(([, member]) => hasTrait(member, "httpPayload")) ?? [];
  if (payload === undefined) {
    return decodeMembers(shapes, members, parseExactly(text) as Record<string, unknown>);
  }
  const { type, traits = {} } = shapes.find(payload.target);
  if (body.length === 0 && traits["smithy.api#streaming"] === undefined) {
    return {};
  }
  switch (type) {
    case "blob":
      return { [name]: new Uint8Array(body) };
    case "string":
    case "enum":
      return { [name]: text };
    default:
      return { [name]: decodeJson(shapes, payload, parseExactly(text)) };
  }
}

function decodeHeader(shapes: Shapes, member: AstMember, text: string): unknown {
  const shape = shapes.find(member.target);
  if (shape.type !== "list") {
    return decodeText(shapes, member, text);
  }
  const item = requirePart(shape.member);
  const isHttpDate =
    shapes.find(item.target).type === "timestamp" && formatOf(shapes, item, "header") === "http-date";
  const pattern = isHttpDate ? /[^,]+,[^,]+/g : / *"(?:[^"\\]|\\.)*"|[^,]+/g;
  return (text.match(pattern) ?? [])
    .map((part) => part.replace(/^ +| +$/g, ""))
    .filter((part) => part !== "")
    .map((part) => (part.startsWith('"') ? part.slice(1, -1).replace(/\\(.)/g, "$1") : part))
    .map((part) => decodeText(shapes, item, part));
}

function decodeText(shapes: Shapes, member: AstMember, text: string): unknown {
  const shape = shapes.find(member.target);
  switch (shape.type) {
    case "timestamp":
      return readMoment(text, formatOf(shapes, member, "header"));
    case "string":
      return hasTrait(shape, "mediaType") ? Buffer.from(text, "base64").toString() : text;
    case "enum":
      return text;
    case "boolean":
      return text === "true";
    default:
      return decodeJson(shapes, member, new NumberText(text));
  }
}
