import { createWriteError } from "../errors/unwritable-value.ts";
import type { Name } from "./name.ts";

/**
 * Checks that a structure or a union of an output is there to have members.
 *
 * @throws TypeError where it isn't an object
 */
export function requireObject(value: unknown, path: string, name: Name): void {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw createWriteError("an object", path, name);
  }
}
