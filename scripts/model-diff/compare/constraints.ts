import type { Limits } from "../../codegen/model/type.ts";

/**
 * Tells whether a `@length` or `@range` allows less than before.
 *
 * @param before - its value, `undefined` where there was none
 */
export function isTightened(before: unknown, after: unknown): boolean {
  const [old, now] = [before ?? {}, after ?? {}] as [Limits, Limits];
  const raised = (now.min ?? Number.NEGATIVE_INFINITY) > (old.min ?? Number.NEGATIVE_INFINITY);
  const lowered = (now.max ?? Number.POSITIVE_INFINITY) < (old.max ?? Number.POSITIVE_INFINITY);
  return raised || lowered;
}

/**
 * Tells whether a `@pattern` may match less than before. Whether it does is hard to tell, so that only the two plain
 * cases count as looser: the pattern is gone, or the old one is still there as an alternative, `old|new`.
 *
 * @param before - its value, `undefined` where there was none
 */
export function mayBeTightened(before: unknown, after: unknown): boolean {
  if (after === undefined) {
    return false;
  }
  const [old, now] = [String(before), String(after)];
  return before === undefined || !(now.startsWith(`${old}|`) || now.endsWith(`|${old}`));
}
