import { isDeepStrictEqual } from "node:util";
import type { Traits } from "../../model/json-ast.ts";
import type { Limits } from "../../model/types.ts";
import type { Usage } from "../api.ts";
import type { Change } from "../change.ts";
import { ruleOfTrait } from "./trait-rules.ts";

/** What carries the traits. */
export interface TraitOwner {
  readonly place: string;
  /** On which ways it goes; a service and an operation go none. */
  readonly usages: ReadonlySet<Usage>;
}

/**
 * Compares the traits of two shapes or members, those aside that are compared elsewhere.
 *
 * @param except - IDs of traits to leave out
 */
export function compareTraits(
  { place, usages }: TraitOwner,
  before: Traits = {},
  after: Traits = {},
  except: readonly string[] = [],
): Change[] {
  const ids = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const differ = ids.filter((id) => !except.includes(id) && !isDeepStrictEqual(before[id], after[id]));
  return differ.flatMap((id) => {
    const change = { before: before[id], after: after[id] };
    const ways = usages.size === 0 ? [undefined] : [...usages];
    return ways.map((usage) => {
      const rule = ruleOfTrait(id, { ...change, usage });
      const way = rule.endsWith(`-${usage}`) ? `, in ${usage}s` : "";
      return { rule, place, what: `${describe(id, change.before, change.after)}${way}` };
    });
  });
}

/** `@length {"min":1} → {"min":2}`. Long values, which texts have, are left out. */
function describe(id: string, before: unknown, after: unknown): string {
  const name = `@${id.slice(id.indexOf("#") + 1)}`;
  const [old, now] = [print(before), print(after)];
  if (before === undefined || after === undefined) {
    return `${name} ${before === undefined ? "added" : "removed"}${before === undefined ? now : old}`;
  }
  return old === "" || now === "" ? `${name} changed` : `${name}${old} →${now}`;
}

function print(value: unknown): string {
  const text = JSON.stringify(value) ?? "";
  return text === "{}" || text.length > 60 ? "" : ` ${text}`;
}

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
