import type { WireRequest } from "../http/requests.ts";
import { junkJson, junkText } from "./junk.ts";

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
  (wire, place) => ({ ...wire, body: wire.body.slice(0, place % (wire.body.length + 1)) }),
  (wire, place, _, number) => ({ ...wire, body: flipByte(wire.body, place, number) }),
  (wire, place, junk) => ({ ...wire, body: Buffer.from(insert(toLatin1(wire.body), place, junk), "latin1") }),
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

function insert(text: string, place: number, part: string): string {
  const index = place % (text.length + 1);
  return text.slice(0, index) + part + text.slice(index);
}

function replaceHeader(
  headers: WireRequest["headers"],
  place: number,
  value: string,
): WireRequest["headers"] {
  return headers.map(([name, before], index) => [name, index === place % headers.length ? value : before]);
}

function flipByte(body: Uint8Array, place: number, value: number): Uint8Array {
  const changed = new Uint8Array(body);
  changed[place % Math.max(1, body.length)] = value;
  return changed;
}

function toLatin1(body: Uint8Array): string {
  return Buffer.from(body).toString("latin1");
}

/**
 * Replaces one value in a JSON body. A body without JSON is replaced as a whole.
 *
 * @param place - the index of the value in the document
 * @param junk - the index of the new value in {@link junkJson}
 */
export function mutateJson(wire: WireRequest, place: number, junk: number): WireRequest {
  const other = junkJson[junk % junkJson.length];
  const document = parse(Buffer.from(wire.body).toString());
  const places = document === undefined ? [] : listPlaces(document);
  const chosen = places[place % places.length];
  if (chosen === undefined) {
    return { ...wire, body: Buffer.from(JSON.stringify(other)) };
  }
  const [holder, key] = chosen;
  Object.defineProperty(holder, key, { value: other, enumerable: true, writable: true, configurable: true });
  return { ...wire, body: Buffer.from(JSON.stringify(document)) };
}

type Place = readonly [holder: object, key: string];

function listPlaces(value: object): Place[] {
  return Object.entries(value).flatMap(([key, item]) => [
    [value, key] as const,
    ...(typeof item === "object" && item !== null ? listPlaces(item) : []),
  ]);
}

function parse(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
