import { getTrait, hasTrait, type Member, type Model, type Operation } from "../model/model.ts";
import { makeMinimalJson, makeMinimalText } from "../values/minimal-value.ts";
import type { WireRequest } from "./requests.ts";

/**
 * Makes the smallest request that every server must accept: the required members, and the payload unless it is a blob,
 * because some servers reject an empty body. If no member of the JSON document is required, the request has neither a
 * body nor a content type.
 */
export function makeMinimalRequest({ method, uri, input }: Operation, model: Model): WireRequest {
  let [path = "", query = ""] = uri.split("?", 2);
  const headers: [string, string][] = [];
  let document: object | undefined;
  for (const [name, member] of listRequired(input, model)) {
    const text = (): string => makeMinimalText(member, model);
    const header = getTrait<string>(member, "httpHeader");
    const parameter = getTrait<string>(member, "httpQuery");
    if (hasTrait(member, "httpLabel")) {
      path = path.replace(new RegExp(`\\{${name}\\+?\\}`), encodeURIComponent(text()));
    } else if (parameter !== undefined) {
      query += `${query === "" ? "" : "&"}${encodeURIComponent(parameter)}=${encodeURIComponent(text())}`;
    } else if (header !== undefined) {
      headers.push([header, text()]);
    } else if (hasTrait(model.getShape(member.target), "streaming")) {
      headers.push(["content-type", "application/vnd.amazon.eventstream"]);
    } else if (hasTrait(member, "httpPayload")) {
      const isText = ["string", "enum"].includes(model.getShape(member.target).type);
      const type = isText ? "text/plain" : "application/json";
      const body = Buffer.from(isText ? text() : JSON.stringify(makeMinimalJson(member, model)));
      return { method, path, query, headers: [...headers, ["content-type", type]], body };
    } else {
      document = {
        ...document,
        [getTrait<string>(member, "jsonName") ?? name]: makeMinimalJson(member, model),
      };
    }
  }
  if (document !== undefined) {
    headers.push(["content-type", "application/json"]);
  }
  const body = Buffer.from(document === undefined ? "" : JSON.stringify(document));
  return { method, path, query, headers, body };
}

function listRequired(id: string, model: Model): [string, Member][] {
  return model
    .getMembers(id)
    .filter(
      ([, member]) =>
        (hasTrait(member, "httpPayload") && model.getShape(member.target).type !== "blob") ||
        (hasTrait(member, "required") && !hasTrait(member, "httpQueryParams")),
    );
}
