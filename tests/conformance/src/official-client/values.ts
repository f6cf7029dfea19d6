import { NumericValue } from "@smithy/core/serde";
import { ExactNumber } from "../model/exact-numbers.ts";
import type { Model } from "../model/model.ts";
import { mapLeaves } from "../values/map-leaves.ts";

/**
 * Makes of what our stubs handle what the official client takes.
 *
 * @param id - the value's shape
 */
export function toClient(value: unknown, id: string, model: Model): unknown {
  return mapLeaves(value, id, model, (leaf, { type }) => {
    switch (type) {
      case "long":
        return Number(leaf);
      case "bigDecimal":
        return new NumericValue(leaf as string, "bigDecimal");
      default:
        return leaf;
    }
  });
}

/**
 * Makes of what the official client returned what our stubs handle, but for a decimal, which comes out as what it says
 * and not how: the client writes those anew that a double can hold. The same is done to a value of ours, to compare.
 *
 * Where a document has a bigDecimal, a bigInteger or a document in it, the client reads every number that a double
 * can't hold safely as one of the first two, whatever its shape: those are made doubles again.
 *
 * @param id - the value's shape
 */
export function fromClient(value: unknown, id: string, model: Model): unknown {
  return mapLeaves(value, id, model, (leaf, { type }) => {
    switch (type) {
      case "long":
        return BigInt(leaf as number | bigint);
      case "bigDecimal":
        return new ExactNumber(String(leaf));
      case "float":
      case "double":
        return toDouble(leaf);
      case "document":
        return mapDocument(leaf);
      case "string":
        // A string of JSON is an object of class String.
        return (leaf as string).valueOf();
      default:
        return leaf;
    }
  });
}

function mapDocument(document: unknown): unknown {
  if (Array.isArray(document)) {
    return document.map(mapDocument);
  }
  return typeof document === "object" && document !== null && !(document instanceof NumericValue)
    ? Object.fromEntries(Object.entries(document).map(([key, item]) => [key, mapDocument(item)]))
    : toDouble(document);
}

function toDouble(value: unknown): unknown {
  return typeof value === "bigint" || value instanceof NumericValue ? Number(value) : value;
}
