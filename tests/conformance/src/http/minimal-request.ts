import { getTrait, type Member, type Model, type Operation } from "../model/model.ts";
import { makeMinimalJson, makeMinimalText } from "../values/minimal-value.ts";
import type { WireRequest } from "./requests.ts";

/**
 * Makes a request for an operation that every server must accept: what the model requires is in it, and a payload
 * unless it is a blob, for some servers refuse an empty body where they expect one.
 *
 * Where the model requires nothing of a JSON document there is no body, and no content type.
 */
export function makeMinimalRequest({ shape }: Operation, model: Model): WireRequest {
  const http = getTrait<{ method: string; uri: string }>(shape, "http");
  if (http === undefined) {
    throw new Error("the operation has no @http trait");
  }
  let [path = "", query = ""] = http.uri.split("?", 2);
  const headers: Record<string, string> = {};
  let body: unknown;
  for (const [name, member] of listRequired(shape.input?.target, model)) {
    const text = (): string => makeMinimalText(member, model);
    const header = getTrait<string>(member, "httpHeader");
    const parameter = getTrait<string>(member, "httpQuery");
    if (getTrait(member, "httpLabel") !== undefined) {
      path = path.replace(new RegExp(`\\{${name}\\+?\\}`), encodeURIComponent(text()));
    } else if (parameter !== undefined) {
      query += `${query === "" ? "" : "&"}${encodeURIComponent(parameter)}=${encodeURIComponent(text())}`;
    } else if (header !== undefined) {
      headers[header] = text();
    } else if (getTrait(member, "httpPayload") !== undefined) {
      return { method: http.method, path, query, ...makePayload(member, headers, model) };
    } else {
      const key = getTrait<string>(member, "jsonName") ?? name;
      body = { ...(body as object | undefined), [key]: makeMinimalJson(member, model) };
    }
  }
  if (body !== undefined) {
    headers["content-type"] = "application/json";
  }
  const bytes = new TextEncoder().encode(body === undefined ? "" : JSON.stringify(body));
  return { method: http.method, path, query, headers, body: bytes };
}

function listRequired(id: string | undefined, model: Model): [string, Member][] {
  const members = id === undefined ? {} : (model.getShape(id).members ?? {});
  return Object.entries(members).filter(
    ([, member]) =>
      isPayloadToFill(member, model) ||
      (getTrait(member, "required") !== undefined && getTrait(member, "httpQueryParams") === undefined),
  );
}

function isPayloadToFill(member: Member, model: Model): boolean {
  return getTrait(member, "httpPayload") !== undefined && model.getShape(member.target).type !== "blob";
}

function makePayload(
  member: Member,
  headers: Record<string, string>,
  model: Model,
): Pick<WireRequest, "headers" | "body"> {
  const isText = ["string", "enum"].includes(model.getShape(member.target).type);
  const mediaType = isText ? "text/plain" : "application/json";
  const text = isText ? makeMinimalText(member, model) : JSON.stringify(makeMinimalJson(member, model));
  return { headers: { ...headers, "content-type": mediaType }, body: new TextEncoder().encode(text) };
}
