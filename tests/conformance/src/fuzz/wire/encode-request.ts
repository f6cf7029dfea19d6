import type { AstMember } from "@eks-auth/codegen";
import {
  getTrait,
  hasTrait,
  type OperationShape,
  requirePart,
  type Shapes,
} from "../../every-feature-model/shapes.ts";
import type { Place } from "../values/simple-values.ts";
import { encodeJson, encodeMembers, writeMoment } from "./encode-json.ts";

/** Encodes an operation's input as a client of restJson1 does, without any code of the runtime. */
export function encodeRequest(
  shapes: Shapes,
  operation: OperationShape,
  input: Readonly<Record<string, unknown>>,
): WireRequest {
  const members = shapes.membersOf(operation.input);
  const present = members.filter(([name]) => Object.hasOwn(input, name));
  const headers = present.flatMap(([name, member]) => encodeHeaders(shapes, member, input[name]));
  const [type, body] = encodeBody(shapes, members, input);
  const [path = "", literals = ""] = operation.uri.split("?");
  const query = present.flatMap(([name, member]) => encodeQuery(shapes, member, input[name]));
  return {
    method: operation.method,
    path: path.replace(/\{(\w+)(\+?)\}/g, (_, name: string, greedy: string) => {
      const [, member] = members.find(([other]) => other === name) ?? [];
      const text = encodeText(shapes, member as AstMember, input[name], "text");
      return greedy === "" ? encodeURIComponent(text) : text.split("/").map(encodeURIComponent).join("/");
    }),
    query: [...(literals === "" ? [] : [literals]), ...query].join("&"),
    headers: type === undefined ? headers : [["content-type", type], ...headers],
    body,
  };
}

function encodeHeaders(shapes: Shapes, member: AstMember, value: unknown): [string, string][] {
  const prefix = getTrait<string>(member, "httpPrefixHeaders");
  if (prefix !== undefined) {
    return Object.entries(value as Record<string, string>).map(([key, text]) => [`${prefix}${key}`, text]);
  }
  const name = getTrait<string>(member, "httpHeader");
  if (name === undefined) {
    return [];
  }
  const shape = shapes.find(member.target);
  if (shape.type !== "list") {
    return [[name, encodeText(shapes, member, value, "header")]];
  }
  const item = requirePart(shape.member);
  const texts = (value as unknown[]).map((it) => encodeText(shapes, item, it, "header"));
  const isText = ["string", "enum"].includes(shapes.find(item.target).type);
  return [[name, texts.map((text) => (isText ? quote(text) : text)).join(", ")]];
}

/** Quoting is free where it isn't needed: every second item gets it by its length. */
function quote(text: string): string {
  return /["\\,]|^\s|\s$/.test(text) || text.length % 2 === 0 ? `"${text.replace(/["\\]/g, "\\$&")}"` : text;
}

function encodeQuery(shapes: Shapes, member: AstMember, value: unknown): string[] {
  const name = getTrait<string>(member, "httpQuery");
  const shape = shapes.find(member.target);
  if (name !== undefined) {
    const item = shape.type === "list" ? requirePart(shape.member) : member;
    const values = shape.type === "list" ? (value as unknown[]) : [value];
    return values.map((it) => encodePair(name, encodeText(shapes, item, it, "text")));
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

function encodeText(shapes: Shapes, member: AstMember, value: unknown, place: Place): string {
  const shape = shapes.find(member.target);
  if (shape.type === "timestamp") {
    return writeMoment(value as Date, formatOf(shapes, member, place));
  }
  return hasTrait(shape, "mediaType") ? Buffer.from(String(value)).toString("base64") : String(value);
}

function encodeBody(
  shapes: Shapes,
  members: readonly [string, AstMember][],
  input: Readonly<Record<string, unknown>>,
): [type: string | undefined, body: Uint8Array] {
  const [name = "", payload] = members.find(([, member]) => hasTrait(member, "httpPayload")) ?? [];
  if (payload === undefined) {
    const inBody = members.filter(([, member]) => isInBody(member));
    return inBody.length === 0
      ? [undefined, new Uint8Array()]
      : ["application/json", Buffer.from(JSON.stringify(encodeMembers(shapes, inBody, input)))];
  }
  const value = input[name];
  const shape = shapes.find(payload.target);
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
      return ["application/json", Buffer.from(JSON.stringify(encodeJson(shapes, payload, value)))];
  }
}

/** Where a member of a message travels. */
export function placeOf(member: AstMember): Place {
  if (hasTrait(member, "httpHeader") || hasTrait(member, "httpPrefixHeaders")) {
    return "header";
  }
  const isText = ["httpLabel", "httpQuery", "httpQueryParams"].some((name) => hasTrait(member, name));
  return isText ? "text" : "body";
}

/** The format of a timestamp, by its traits or by where it is. */
export function formatOf(shapes: Shapes, member: AstMember, place: Place = placeOf(member)): string {
  const byPlace = { body: "epoch-seconds", header: "http-date", text: "date-time" }[place];
  return (
    getTrait<string>(member, "timestampFormat") ??
    getTrait<string>(shapes.find(member.target), "timestampFormat") ??
    byPlace
  );
}

/** Whether a member of an input is in its JSON document. */
function isInBody(member: AstMember): boolean {
  const isPayload = hasTrait(member, "httpPayload") || hasTrait(member, "httpResponseCode");
  return !isPayload && placeOf(member) === "body";
}

/** A request as it goes over the wire. */
export interface WireRequest {
  readonly method: string;
  /** Percent-encoded, without the query. */
  readonly path: string;
  /** Without the question mark; empty where there is none. */
  readonly query: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array;
}
