import type { WireRequest } from "../wire/wire-request.ts";
import { junkJson } from "./junk.ts";

/**
 * Puts something else in the place of one value in a JSON body. A body without JSON becomes the something.
 *
 * @param place - which value, counted through the whole document
 * @param junk - which of the values to put there
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
