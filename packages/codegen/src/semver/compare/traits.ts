import { isDeepStrictEqual } from "node:util";
import type { Traits } from "../../model/json-ast.ts";
import type { Change } from "../change.ts";
import type { Usage } from "../uses.ts";
import { ruleOfTrait } from "./trait-rules.ts";

/** A shape or member with traits. */
export interface TraitOwner {
  readonly path: string;
  /** Where it is used: in requests, responses or both. Empty for a service or an operation. */
  readonly usages: ReadonlySet<Usage>;
}

/**
 * Compares the traits of two shapes or members.
 *
 * @param except - IDs of traits that are compared elsewhere
 */
export function compareTraits(
  { path, usages }: TraitOwner,
  before: Traits = {},
  after: Traits = {},
  except: readonly string[] = [],
): Change[] {
  const ids = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const differ = ids.filter((id) => !except.includes(id) && !isDeepStrictEqual(before[id], after[id]));
  return differ.flatMap((id) => {
    const change = { before: before[id], after: after[id] };
    const directions = usages.size === 0 ? [undefined] : [...usages];
    return directions.map((usage) => {
      const rule = ruleOfTrait(id, { ...change, usage });
      const suffix = rule.endsWith(`-${usage}`) ? `, in ${usage}s` : "";
      return { rule, path, description: `${describeTrait(id, change.before, change.after)}${suffix}` };
    });
  });
}

/** Describes a changed trait: `@length {"min":1} → {"min":2}`. Long values, such as texts, are omitted. */
export function describeTrait(id: string, before: unknown, after: unknown): string {
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
