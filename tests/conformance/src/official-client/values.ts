import { NumericValue } from "@smithy/core/serde";
import { ExactNumber } from "../model/exact-numbers.ts";
import type { Model } from "../model/model.ts";
import { mapLeaves } from "../values/map-leaves.ts";

/**
 * Converts a value of our stubs to one of the official client.
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
 * Converts a value of the official client to one of our stubs, except that a decimal becomes an {@link ExactNumber},
 * because the client changes how decimals are written. Convert our own value too before you compare.
 *
 * If a message contains a bigDecimal, a bigInteger or a document, the client reads every number that a double cannot
 * hold safely as a bigDecimal or bigInteger, even in a member of another type. They are converted to doubles.
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
