import type { PatchOperation } from "../../src/injection/json-patch.ts";

/**
 * Applies `add` operations of a JSON Patch, as the API server does.
 *
 * @returns a changed copy
 * @throws Error if a path does not exist
 */
export function applyPatch<T>(value: T, patch: readonly PatchOperation[]): T {
  const copy = structuredClone(value);
  for (const { path, value } of patch) {
    const segments = path
      .slice(1)
      .split("/")
      .map((segment) => segment.replaceAll("~1", "/").replaceAll("~0", "~"));
    const last = segments.pop() ?? "";
    let target: unknown = copy;
    for (const segment of segments) {
      target = (target as Record<string, unknown> | undefined)?.[segment];
    }
    if (Array.isArray(target)) {
      target.splice(last === "-" ? target.length : Number(last), 0, value);
    } else if (typeof target === "object" && target !== null) {
      (target as Record<string, unknown>)[last] = value;
    } else {
      throw new Error(`The path ${path} does not exist`);
    }
  }
  return copy;
}
