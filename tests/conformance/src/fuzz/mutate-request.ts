import type { WireRequest } from "../http/requests.ts";
import {
  flipByte,
  insert,
  insertBytes,
  removeHeader,
  repeatHeaders,
  replaceHeader,
  truncate,
} from "./mutate-bytes.ts";
import { mutateJson } from "./mutate-json.ts";
import { applyMutation, type Mutate, type Mutation } from "./mutation.ts";

const mutations: readonly Mutate<WireRequest>[] = [
  (wire, place, _, number) => mutateJson(wire, place, number),
  (wire, place, junk) => ({ ...wire, path: replacePart(wire.path, "/", place, junk) }),
  (wire, place, junk) => ({ ...wire, path: insert(wire.path, place, junk) }),
  (wire, place, junk) => ({ ...wire, query: insert(wire.query, place, junk) }),
  (wire, place, junk) => ({ ...wire, query: replacePart(wire.query, "=", place, junk) }),
  (wire, place, junk) => ({
    ...wire,
    query: `${wire.query}&${wire.query}&${place % 2 ? "evil" : "text"}=${junk}`,
  }),
  (wire, place, junk) => ({ ...wire, headers: replaceHeader(wire.headers, place, junk) }),
  (wire, place) => ({ ...wire, headers: removeHeader(wire.headers, place) }),
  (wire, place) => ({ ...wire, headers: repeatHeaders(wire.headers, place) }),
  (wire, _, junk) => ({ ...wire, headers: [...wire.headers, ["accept", junk]] }),
  (wire, place) => ({ ...wire, method: methods[place % methods.length] ?? "" }),
  (wire, place) => ({ ...wire, body: truncate(wire.body, place) }),
  (wire, place, _, number) => ({ ...wire, body: flipByte(wire.body, place, number) }),
  (wire, place, junk) => ({ ...wire, body: insertBytes(wire.body, place, junk) }),
];

const methods = ["GET", "POST", "PUT", "DELETE", "OPTIONS", "HEAD", "PATCH", "", "get", "__proto__"];

/** Changes one part of a request. */
export function mutateRequest(wire: WireRequest, mutation: Mutation): WireRequest {
  return applyMutation(mutations, wire, mutation);
}

function replacePart(text: string, separator: string, place: number, part: string): string {
  const parts = text.split(separator);
  parts[place % parts.length] = part;
  return parts.join(separator);
}
