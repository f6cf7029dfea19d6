import { PatternError, type ResolvedPattern, resolvePattern } from "../pattern/resolve-pattern.ts";
import type { PatternMode } from "../project/settings.ts";
import { UnsupportedModelError } from "./json-ast.ts";

/** A `@pattern` that the stub doesn't check. */
export interface UncheckedPattern {
  /** The ID of the shape or member that has it. */
  readonly id: string;
  /** The pattern as the model has it. */
  readonly text: string;
  /** Why, as a sentence. */
  readonly reason: string;
}

/** Resolves the patterns of a model. */
export class PatternResolver {
  readonly #mode: PatternMode;
  readonly #known = new Map<string, ResolvedPattern | PatternError>();
  readonly #unchecked = new Map<string, UncheckedPattern>();

  constructor(mode: PatternMode) {
    this.#mode = mode;
  }

  /** The patterns that the stub doesn't check, sorted by ID. */
  get unchecked(): readonly UncheckedPattern[] {
    return [...this.#unchecked.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

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
   * @returns the pattern, or `undefined` if the stub doesn't check it
   * @throws UnsupportedModelError if it can't be matched, unless such patterns are skipped
   */
  resolve(text: string, id: string): ResolvedPattern | undefined {
    const known = this.#known.get(text) ?? tryResolve(text);
    this.#known.set(text, known);
    if (!(known instanceof PatternError)) {
      return known;
    }
    if (this.#mode === "reject") {
      const advice = "With --patterns skip it is left unchecked.";
      throw new UnsupportedModelError(id, `the pattern ${text} ${known.message} ${advice}`);
    }
    this.#unchecked.set(id, { id, text, reason: `It ${known.message}` });
    return undefined;
  }
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
