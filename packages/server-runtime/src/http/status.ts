import { createWriteError } from "../errors/unwritable-value.ts";
import type { Name } from "../json/name.ts";

/**
 * Gives the status of an answer that the implementation chose.
 *
 * @throws TypeError where it isn't one of HTTP's final ones, 200 to 599
 * @see https://smithy.io/2.0/spec/http-bindings.html#httpresponsecode-trait
 */
export function requireStatus(value: number, path: string, name: Name): number {
  if (Number.isInteger(value) && value >= 200 && value <= 599) {
    return value;
  }
  throw createWriteError("an HTTP status from 200 to 599", path, name);
}
