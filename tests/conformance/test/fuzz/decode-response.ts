import { parseTimestamp } from "../../src/fuzz/wire/encode-json.ts";
import type { Answer } from "../../src/http/requests.ts";
import { formatOf } from "../../src/model/bindings.ts";
import { ExactNumber, parseExactly } from "../../src/model/exact-numbers.ts";
import { getTrait, hasTrait, type Member, type Model, requirePart } from "../../src/model/model.ts";

/** Decodes an output or error like a client of restJson1, without code of the runtime. */
export function decodeResponse(model: Model, id: string, answer: Answer): Record<string, unknown> {
  const members = model.getMembers(id);
  const value = decodeBody(model, members, answer);
  for (const [name, member] of members) {
    const header = getTrait<string>(member, "httpHeader")?.toLowerCase();
    const prefix = getTrait<string>(member, "httpPrefixHeaders")?.toLowerCase();
    const text = header === undefined ? undefined : answer.headers[header];
    if (text !== undefined) {
      value[name] = decodeHeader(model, member, text);
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
  model: Model,
  members: readonly [string, Member][],
  { body }: Answer,
): Record<string, unknown> {
  const text = Buffer.from(body).toString();
  const [name = "", payload] = members.find(([, member]) => hasTrait(member, "httpPayload")) ?? [];
  if (payload === undefined) {
    return decodeMembers(model, members, parseExactly(text, "all") as Record<string, unknown>);
  }
  const shape = model.getShape(payload.target);
  if (body.length === 0 && !hasTrait(shape, "streaming")) {
    return {};
  }
  switch (shape.type) {
    case "blob":
      return { [name]: new Uint8Array(body) };
    case "string":
    case "enum":
      return { [name]: text };
    default:
      return { [name]: decodeJson(model, payload, parseExactly(text, "all")) };
  }
}

function decodeHeader(model: Model, member: Member, text: string): unknown {
  const shape = model.getShape(member.target);
  if (shape.type !== "list") {
    return decodeText(model, member, text);
  }
  const item = requirePart(shape.member);
  const isHttpDate =
    model.getShape(item.target).type === "timestamp" && formatOf(model, item, "header") === "http-date";
  const pattern = isHttpDate ? /[^,]+,[^,]+/g : / *"(?:[^"\\]|\\.)*"|[^,]+/g;
  return (text.match(pattern) ?? [])
    .map((part) => part.replace(/^ +| +$/g, ""))
    .filter((part) => part !== "")
    .map((part) => (part.startsWith('"') ? part.slice(1, -1).replace(/\\(.)/g, "$1") : part))
    .map((part) => decodeText(model, item, part));
}

function decodeText(model: Model, member: Member, text: string): unknown {
  const shape = model.getShape(member.target);
  switch (shape.type) {
    case "timestamp":
      return parseTimestamp(text, formatOf(model, member, "header"));
    case "string":
      return hasTrait(shape, "mediaType") ? Buffer.from(text, "base64").toString() : text;
    case "enum":
      return text;
    case "boolean":
      return text === "true";
    default:
      return decodeJson(model, member, new ExactNumber(text));
  }
}

/** Converts parsed JSON, whose numbers are exact, to a value. */
function decodeJson(model: Model, member: Member, json: unknown): unknown {
  const shape = model.getShape(member.target);
  const text = json instanceof ExactNumber ? json.source : (json as string);
  if (json === null) {
    return null;
  }
  switch (shape.type) {
    case "structure":
    case "union":
      return decodeMembers(model, model.getMembers(member.target), json as Record<string, unknown>);
    case "list":
      return (json as unknown[]).map((item) => decodeJson(model, requirePart(shape.member), item));
    case "map":
      return Object.fromEntries(
        Object.entries(json as object).map(([key, item]) => [
          key,
          decodeJson(model, requirePart(shape.value), item),
        ]),
      );
    case "blob":
      return new Uint8Array(Buffer.from(json as string, "base64"));
    case "timestamp":
      return parseTimestamp(text, formatOf(model, member, "body"));
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

/** Converts members by their names in JSON. Unknown names are kept, so that the test fails. */
function decodeMembers(
  model: Model,
  members: readonly [string, Member][],
  json: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const entries = Object.entries(json).map(([key, item]) => {
    const [name = key, member] = members.find(([own, it]) => (getTrait(it, "jsonName") ?? own) === key) ?? [];
    return [name, member === undefined ? item : decodeJson(model, member, item)];
  });
  return Object.fromEntries(entries);
}

function toDoubles(json: unknown): unknown {
  if (json instanceof ExactNumber) {
    return Number(json.source);
  }
  if (Array.isArray(json)) {
    return json.map(toDoubles);
  }
  return typeof json === "object" && json !== null
    ? Object.fromEntries(Object.entries(json).map(([key, item]) => [key, toDoubles(item)]))
    : json;
}
