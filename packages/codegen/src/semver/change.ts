import { type Bumps, bumpFor, forEachPackage, largestBumps, type PackageKey } from "./bump.ts";
import { type RuleId, ruleOf } from "./rules/rules.ts";

/** Something that differs between two models, and the rule that says what it means. */
export interface Change {
  readonly rule: RuleId;
  /** A shape's name, with its member: `Subject$nodeName`. */
  readonly place: string;
  /** What differs, for people: `added: optional, in responses`. */
  readonly what: string;
  /** The one package that it is about; absent where the rule's bumps hold for each. */
  readonly only?: PackageKey;
}

/** The bump that a change asks of each package, as it is from 1.0.0 on. */
export function bumpsOf({ rule, only }: Change): Bumps {
  const { bumps } = ruleOf(rule);
  return forEachPackage((key) => (only === undefined || only === key ? bumps[key] : "none"));
}

/**
 * The bump that changes ask of each package.
 *
 * @param version - the version of the last release: below 1.0.0, a break asks for less
 */
export function requiredBumps(changes: readonly Change[], version: string): Bumps {
  const largest = largestBumps(changes.map(bumpsOf));
  return forEachPackage((key) => bumpFor(version, largest[key]));
}

/**
 * Puts changes with one rule and one place together: a member that moves from a header to the query loses one trait
 * and gets another, and is one change.
 */
export function mergeChanges(changes: readonly Change[]): Change[] {
  const merged = new Map<string, Change>();
  for (const change of changes) {
    const key = `${change.rule} ${change.place}`;
    const known = merged.get(key);
    const what =
      known === undefined || known.what === change.what ? change.what : `${known.what}; ${change.what}`;
    merged.set(key, { ...change, what });
  }
  return [...merged.values()];
}
