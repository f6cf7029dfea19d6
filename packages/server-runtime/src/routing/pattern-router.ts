import type { Router } from "./route.ts";

/** An operation with its method and an expression for its path, with a group for each label. */
export type PatternRoute<Name extends string> = readonly [operation: Name, method: string, path: RegExp];

/**
 * Creates the router of a service with few operations, none of which has a greedy label or query literals. It matches like
 * {@link createRouter}, compares a path with one expression after the other, and is much smaller.
 *
 * @param routes - the most specific first
 */
export function createPatternRouter<Name extends string>(
  routes: readonly PatternRoute<Name>[],
): Router<Name> {
  return (method, path) => {
    for (const [operation, routeMethod, pattern] of routes) {
      const match = routeMethod === method ? pattern.exec(path) : null;
      if (match !== null) {
        return { found: true, operation, labels: match.slice(1) };
      }
    }
    const samePath = routes.filter(([, , pattern]) => pattern.test(path));
    return { found: false, allowed: [...new Set(samePath.map(([, routeMethod]) => routeMethod))] };
  };
}
