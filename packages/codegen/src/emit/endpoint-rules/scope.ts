import type { Value } from "./value.ts";

/** The parameters and variables that a rule can read, by name. */
export type Scope = ReadonlyMap<string, Value>;

/**
 * Reads a parameter or a variable.
 *
 * @throws Error if the rules don't declare it, which Smithy has checked
 */
export function readVariable(scope: Scope, name: string): Value {
  const value = scope.get(name);
  if (value === undefined) {
    throw new Error(`The endpoint rules don't declare ${name}.`);
  }
  return value;
}

/** Returns a scope with another value of a variable. */
export function withVariable(scope: Scope, name: string, value: Value): Scope {
  return new Map(scope).set(name, value);
}
