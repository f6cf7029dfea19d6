import type { WireRequest } from "../http/requests.ts";
import { junkText } from "./junk.ts";
import { flipByte, insert, insertBytes, replaceHeader, truncate } from "./mutate-bytes.ts";
import { mutateJson } from "./mutate-json.ts";

/** One change of a request, chosen by numbers. */
export interface Mutation {
  readonly kind: number;
  /** The part to change. */
  readonly place: number;
  /** The invalid value. */
  readonly junk: number;
}

type Mutate = (wire: WireRequest, place: number, junk: string, number: number) => WireRequest;

const mutations: readonly Mutate[] = [
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
  (wire, place) => ({
    ...wire,
    headers: wire.headers.filter((_, index) => index !== place % wire.headers.length),
  }),
  (wire, place) => ({ ...wire, headers: [...wire.headers, ...wire.headers.slice(0, place % 4)] }),
  (wire, _, junk) => ({ ...wire, headers: [...wire.headers, ["accept", junk]] }),
  (wire, place) => ({ ...wire, method: methods[place % methods.length] ?? "" }),
  (wire, place) => ({ ...wire, body: truncate(wire.body, place) }),
  (wire, place, _, number) => ({ ...wire, body: flipByte(wire.body, place, number) }),
  (wire, place, junk) => ({ ...wire, body: insertBytes(wire.body, place, junk) }),
];

const methods = ["GET", "POST", "PUT", "DELETE", "OPTIONS", "HEAD", "PATCH", "", "get", "__proto__"];

/** Changes one part of a request. */
export function mutateRequest(wire: WireRequest, { kind, place, junk }: Mutation): WireRequest {
  const mutate = mutations[kind % mutations.length];
  return mutate === undefined ? wire : mutate(wire, place, junkText[junk % junkText.length] ?? "", junk);
}

function replacePart(text: string, separator: string, place: number, part: string): string {
  const parts = text.split(separator);
  parts[place % parts.length] = part;
  return parts.join(separator);
}
