import { buffer } from "node:stream/consumers";
import { getTrait, type Model } from "../model/model.ts";

/**
 * Makes of an input of the official server what our stubs would have given: there a long is a double, an absent member
 * may be a key without a value, and a string of JSON is an object of class String.
 *
 * @param id - the input's shape
 */
export function fromTheirs(value: unknown, id: string, model: Model): unknown {
  const shape = model.getShape(id);
  if (value === null || value === undefined || getTrait(shape, "streaming") !== undefined) {
    return value;
  }
  switch (shape.type) {
    case "structure":
    case "union":
      return mapEntries(value, (name) => shape.members?.[name]?.target, model);
    case "map":
      return mapEntries(value, () => shape.value?.target, model);
    case "list":
      return (value as unknown[]).map((item) => fromTheirs(item, shape.member?.target ?? "", model));
    case "long":
      return BigInt(value as number);
    case "string":
      return value.valueOf();
    default:
      return value;
  }
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

function mapEntries(value: object, getTarget: (name: string) => string | undefined, model: Model): object {
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(
    entries.map(([name, item]) => {
      const target = getTarget(name);
      return [name, target === undefined ? item : fromTheirs(item, target, model)];
    }),
  );
}
