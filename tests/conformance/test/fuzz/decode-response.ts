import type { AstMember } from "@eks-auth/codegen";
import { getTrait, hasTrait, requirePart, type Shapes } from "../../src/every-feature-model/shapes.ts";
import { readMoment } from "../../src/fuzz/wire/encode-json.ts";
import { formatOf } from "../../src/fuzz/wire/encode-request.ts";
import { NumberText, parseExactly } from "../../src/fuzz/wire/raw-json.ts";
import type { Answer } from "../../src/fuzz/wire/send-direct.ts";

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

/** Makes of parsed JSON, its numbers as texts, the value that it stands for. */
export function decodeJson(shapes: Shapes, member: AstMember, json: unknown): unknown {
  const shape = shapes.find(member.target);
  const text = json instanceof NumberText ? json.text : (json as string);
  if (json === null) {
    return null;
  }
  switch (shape.type) {
    case "structure":
    case "union":
      return decodeMembers(shapes, shapes.membersOf(member.target), json as Record<string, unknown>);
    case "list":
      return (json as unknown[]).map((item) => decodeJson(shapes, requirePart(shape.member), item));
    case "map":
      return Object.fromEntries(
        Object.entries(json as object).map(([key, item]) => [
          key,
          decodeJson(shapes, requirePart(shape.value), item),
        ]),
      );
    case "blob":
      return new Uint8Array(Buffer.from(json as string, "base64"));
    case "timestamp":
      return readMoment(text, formatOf(shapes, member, "body"));
    case "long":
    case "bigInteger":
      return BigInt(text);
    case "bigDecimal":
      return text;
    case "document":
      return toDoubles(json);
    case "string":
    case "enum":
    case "boolean":
      return json;
    default:
      return Number(text);
  }
}

/** Reads members under their names in JSON. A name that the model doesn't have is kept, so that it is seen. */
export function decodeMembers(
  shapes: Shapes,
  members: readonly [string, AstMember][],
  json: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const entries = Object.entries(json).map(([key, item]) => {
    const [name = key, member] = members.find(([own, it]) => (getTrait(it, "jsonName") ?? own) === key) ?? [];
    return [name, member === undefined ? item : decodeJson(shapes, member, item)];
  });
  return Object.fromEntries(entries);
}

function toDoubles(json: unknown): unknown {
  if (json instanceof NumberText) {
    return Number(json.text);
  }
  if (Array.isArray(json)) {
    return json.map(toDoubles);
  }
  return typeof json === "object" && json !== null
    ? Object.fromEntries(Object.entries(json).map(([key, item]) => [key, toDoubles(item)]))
    : json;
}
