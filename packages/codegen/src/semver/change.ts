import { type Bumps, bumpFor, createBumps, largestBumps, type PackageKey, packageKeys } from "./bump.ts";
import { type RuleId, ruleOf } from "./rules/rules.ts";

/** A difference between two models, and the rule that it falls under. */
export interface Change {
  readonly rule: RuleId;
  /** The name of a shape, or of a shape and its member: `Subject$nodeName`. */
  readonly path: string;
  /** The difference, for people: `added: optional, in responses`. */
  readonly description: string;
  /** The only package that the change affects; absent if the rule's bumps apply to all. */
  readonly package?: PackageKey;
}

/** The bump that a change requires for each package, for versions from 1.0.0. */
export function bumpsOf({ rule, package: only }: Change): Bumps {
  const { bumps } = ruleOf(rule);
  return createBumps((key) => (only === undefined || only === key ? bumps[key] : "none"));
}

/**
 * The bump that changes require for each package.
 *
 * @param version - the version of the last release; below 1.0.0 a breaking change requires a smaller bump
 * @param keys - the packages that the project has; others need none
 */
export function requiredBumps(
  changes: readonly Change[],
  version: string,
  keys: readonly PackageKey[] = packageKeys,
): Bumps {
  const largest = largestBumps(changes.map(bumpsOf));
  return createBumps((key) => (keys.includes(key) ? bumpFor(version, largest[key]) : "none"));
}

/**
 * Merges changes with the same rule, path and package. For example, a member that moves from a header to the query loses one trait
 * and gets another: that is one change.
 */
export function mergeChanges(changes: readonly Change[]): Change[] {
  const merged = new Map<string, { change: Change; descriptions: Set<string> }>();
  for (const change of changes) {
    const key = `${change.rule} ${change.path} ${change.package}`;
    const { descriptions } = merged.get(key) ?? { descriptions: new Set<string>() };
    merged.set(key, { change, descriptions: descriptions.add(change.description) });
  }
  return [...merged.values()].map(({ change, descriptions }) => ({
    ...change,
    description: [...descriptions].join("; "),
  }));
}
