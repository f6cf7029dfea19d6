import type { WireRequest } from "../../http/requests.ts";
import { type Binding, bindingOf, formatOf } from "../../model/bindings.ts";
import {
  getTrait,
  hasTrait,
  type Member,
  type Model,
  type Operation,
  requirePart,
} from "../../model/model.ts";
import { encodeJson, encodeMembers, formatTimestamp } from "./encode-json.ts";

type Members = readonly [name: string, member: Member][];

/** Encodes an operation's input like a client of restJson1, without code of the runtime. */
export function encodeRequest(
  model: Model,
  operation: Operation,
  input: Readonly<Record<string, unknown>>,
): WireRequest {
  const members = model.getMembers(operation.input);
  const present = members.filter(([name]) => Object.hasOwn(input, name));
  const headers = present.flatMap(([name, member]) => encodeHeaders(model, member, input[name]));
  const [type, body] = encodeBody(model, members, input);
  const [path = "", literals = ""] = operation.uri.split("?");
  const query = present.flatMap(([name, member]) => encodeQuery(model, member, input[name]));
  return {
    method: operation.method,
    path: path.replace(/\{(\w+)(\+?)\}/g, (_, name: string, greedy: string) => {
      const [, member] = members.find(([other]) => other === name) ?? [];
      const text = encodeText(model, member as Member, input[name], "url");
      return greedy === "" ? encodeURIComponent(text) : text.split("/").map(encodeURIComponent).join("/");
    }),
    query: [...(literals === "" ? [] : [literals]), ...query].join("&"),
    headers: type === undefined ? headers : [["content-type", type], ...headers],
    body,
  };
}

function encodeHeaders(model: Model, member: Member, value: unknown): [string, string][] {
  const prefix = getTrait<string>(member, "httpPrefixHeaders");
  if (prefix !== undefined) {
    return Object.entries(value as Record<string, string>).map(([key, text]) => [`${prefix}${key}`, text]);
  }
  const name = getTrait<string>(member, "httpHeader");
  if (name === undefined) {
    return [];
  }
  const shape = model.getShape(member.target);
  if (shape.type !== "list") {
    return [[name, encodeText(model, member, value, "header")]];
  }
  const item = requirePart(shape.member);
  const texts = (value as unknown[]).map((it) => encodeText(model, item, it, "header"));
  const isText = ["string", "enum"].includes(model.getShape(item.target).type);
  return [[name, texts.map((text) => (isText ? quote(text) : text)).join(", ")]];
}

/** Quotes items that need it, and those of even length, because quotes are always allowed. */
function quote(text: string): string {
  return /["\\,]|^\s|\s$/.test(text) || text.length % 2 === 0 ? `"${text.replace(/["\\]/g, "\\$&")}"` : text;
}

function encodeQuery(model: Model, member: Member, value: unknown): string[] {
  const name = getTrait<string>(member, "httpQuery");
  const shape = model.getShape(member.target);
  if (name !== undefined) {
    const item = shape.type === "list" ? requirePart(shape.member) : member;
    const values = shape.type === "list" ? (value as unknown[]) : [value];
    return values.map((it) => encodePair(name, encodeText(model, item, it, "url")));
  }
  if (!hasTrait(member, "httpQueryParams")) {
    return [];
  }
  return Object.entries(value as Record<string, string | string[]>).flatMap(([key, texts]) =>
    [texts].flat().map((text) => encodePair(key, text)),
  );
}

function encodePair(name: string, text: string): string {
  return `${encodeURIComponent(name)}=${encodeURIComponent(text)}`;
}

function encodeText(model: Model, member: Member, value: unknown, binding: Binding): string {
  const shape = model.getShape(member.target);
  if (shape.type === "timestamp") {
    return formatTimestamp(value as Date, formatOf(model, member, binding));
  }
  return hasTrait(shape, "mediaType") ? Buffer.from(String(value)).toString("base64") : String(value);
}

function encodeBody(
  model: Model,
  members: Members,
  input: Readonly<Record<string, unknown>>,
): [type: string | undefined, body: Uint8Array] {
  const [name = "", payload] = members.find(([, member]) => hasTrait(member, "httpPayload")) ?? [];
  if (payload === undefined) {
    const inBody = members.filter(([, member]) => isInBody(member));
    return inBody.length === 0
      ? [undefined, new Uint8Array()]
      : ["application/json", Buffer.from(JSON.stringify(encodeMembers(model, inBody, input)))];
  }
  const value = input[name];
  const shape = model.getShape(payload.target);
  if (value === undefined) {
    return [undefined, new Uint8Array()];
  }
  const mediaType = getTrait<string>(shape, "mediaType");
  switch (shape.type) {
    case "blob":
      return [mediaType ?? "application/octet-stream", value as Uint8Array];
    case "string":
    case "enum":
      return [mediaType ?? "text/plain", Buffer.from(String(value))];
    default:
      return ["application/json", Buffer.from(JSON.stringify(encodeJson(model, payload, value)))];
  }
}

/** Whether a member of an input is in its JSON document. */
function isInBody(member: Member): boolean {
  const isPayload = hasTrait(member, "httpPayload") || hasTrait(member, "httpResponseCode");
  return !isPayload && bindingOf(member) === "body";
}
