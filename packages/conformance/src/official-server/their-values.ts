import { buffer } from "node:stream/consumers";
import type { Model } from "../model/model.ts";
import { mapLeaves } from "../values/map-leaves.ts";

/**
 * Makes of an input of the official server what our stubs would have given: there a long is a double, an absent member
 * may be a key without a value, and a string of JSON is an object of class String.
 *
 * @param id - the input's shape
 */
export function fromTheirs(value: unknown, id: string, model: Model): unknown {
  return mapLeaves(value, id, model, (leaf, { type }) => {
    switch (type) {
      case "long":
        return BigInt(leaf as number);
      case "string":
        return (leaf as string).valueOf();
      default:
        return leaf;
    }
  });
}

/** Makes of an output, or of an error's members, what the official server takes: doubles, and bytes for streams. */
export async function toTheirs(value: unknown): Promise<unknown> {
  if (typeof value === "bigint") {
    return Number(value);
  }
  if (typeof value !== "object" || value === null || value instanceof Date || value instanceof Uint8Array) {
    return value;
  }
  if (Array.isArray(value)) {
    return Promise.all(value.map(toTheirs));
  }
  if (Symbol.asyncIterator in value) {
    return buffer(value as AsyncIterable<Uint8Array>);
  }
  const entries = Object.entries(value).map(async ([name, item]) => [name, await toTheirs(item)] as const);
  return Object.fromEntries(await Promise.all(entries));
}
