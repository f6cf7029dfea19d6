import { PatternError, type ResolvedPattern, resolvePattern } from "../pattern/resolve-pattern.ts";
import { toUnion } from "./event-streams.ts";
import type { Operation } from "./service.ts";
import type { Constraints, Type, UncheckedPattern } from "./types.ts";
import { walkTypes } from "./walk-types.ts";

/** Resolves the patterns of a model, each text once. */
export class PatternResolver {
  readonly #known = new Map<string, ResolvedPattern | PatternError>();

  /** The translations of patterns by their text in the model; `undefined` for one that has none. */
  get translations(): ReadonlyMap<string, string | undefined> {
    const foreign = [...this.#known].filter(([text]) => !isEcmaScript(text));
    return new Map(
      foreign.map(([text, known]) => [text, known instanceof PatternError ? undefined : known.expression]),
    );
  }

  /**
   * Resolves a pattern.
   *
   * @param id - the ID of the shape or member that has it
   */
  resolve(text: string, id: string): Pick<Constraints, "pattern" | "uncheckedPattern"> {
    const known = this.#known.get(text) ?? tryResolve(text);
    this.#known.set(text, known);
    return known instanceof PatternError
      ? { pattern: undefined, uncheckedPattern: { id, text, reason: known.message } }
      : { pattern: known, uncheckedPattern: undefined };
  }
}

/** Finds the patterns in inputs, events included, that can't be matched, sorted by ID. Outputs are not checked anyway. */
export function findUncheckedPatterns(operations: readonly Operation[]): readonly UncheckedPattern[] {
  const found = new Map<string, UncheckedPattern>();
  const visited = new Set<Type>();
  const inputs = operations.flatMap(({ input }) => input?.members ?? []);
  const types = inputs.map(({ target }) => (target.kind === "eventStream" ? toUnion(target) : target));
  walkTypes(types, (type) => {
    const pattern = "constraints" in type ? type.constraints?.uncheckedPattern : undefined;
    if (pattern !== undefined) {
      found.set(pattern.id, pattern);
    }
    const isNew = !visited.has(type);
    visited.add(type);
    return isNew;
  });
  return [...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function tryResolve(text: string): ResolvedPattern | PatternError {
  try {
    return resolvePattern(text);
  } catch (error) {
    if (error instanceof PatternError) {
      return error;
    }
    throw error;
  }
}

function isEcmaScript(text: string): boolean {
  try {
    new RegExp(text, "u");
    return true;
  } catch {
    return false;
  }
}
