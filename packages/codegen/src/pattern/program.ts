import type { AST } from "@eslint-community/regexpp";
import { type CharacterSet, divideIntoKinds, type SetNode, toCharacterSet } from "./character-set.ts";
import { planIterations, weighAlternatives } from "./iterations.ts";

/** A step of a backtracking matcher. `next` and `targets` are the indices of steps; targets are tried in order. */
type Step =
  | { readonly kind: "read"; readonly set: number; readonly next: number }
  | { readonly kind: "split"; readonly targets: readonly number[] }
  /** Begins an optional iteration, which fails if it ends without having read anything. */
  | { readonly kind: "enter" | "leave"; readonly loop: number; readonly next: number }
  /** `^` and `$`. */
  | { readonly kind: "start" | "end"; readonly next: number }
  /** A condition that is not evaluated: it can hold or not. */
  | { readonly kind: "guess"; readonly next: number }
  | { readonly kind: "fail" | "accept" };

/** The steps of a backtracking matcher that searches a string for a regular expression. */
export interface Program {
  readonly steps: readonly Step[];
  /** The first step. */
  readonly first: number;
  /** The kinds of characters of each set that a step reads. */
  readonly sets: readonly ReadonlySet<number>[];
  /** The number of kinds of characters that the program distinguishes. */
  readonly kindCount: number;
}

const maxSteps = 10_000;
const accept = 0;
const fail = 1;

/**
 * Compiles a regular expression to the steps of ECMAScript's backtracking matcher. A simplification can only add steps,
 * never remove any.
 *
 * @returns the program, or `undefined` if it would be too large, or has a part for which there are no steps: a
 *   lookbehind that is not simple, or a backreference
 * @see https://tc39.es/ecma262/#sec-compilesubpattern
 */
export function compileProgram({ alternatives }: AST.Pattern): Program | undefined {
  return weighAlternatives(alternatives) > maxSteps ? undefined : new Compiler().compileSearch(alternatives);
}

class Compiler {
  readonly #steps: Step[] = [];
  readonly #sets = new Map<string, CharacterSet>();
  #loops = 0;

  /** If the pattern does not match at a character, a search tries the next one. */
  compileSearch(alternatives: readonly AST.Alternative[]): Program {
    this.#steps.push({ kind: "accept" }, { kind: "fail" });
    const body = this.#compileAlternatives(alternatives, accept);
    const first = this.#reserve();
    this.#sets.set("", [[0, 0x10ffff]]);
    const skip = this.#add({ kind: "read", set: this.#sets.size - 1, next: first });
    this.#steps[first] = { kind: "split", targets: [body, skip] };
    const { kinds, count } = divideIntoKinds([...this.#sets.values()]);
    return { steps: this.#steps, first, sets: kinds, kindCount: count };
  }

  #compileAlternatives(alternatives: readonly AST.Alternative[], next: number): number {
    const targets = alternatives.map(({ elements }) =>
      elements.reduceRight((rest, element) => this.#compileElement(element, rest), next),
    );
    return this.#add({ kind: "split", targets });
  }

  #compileElement(element: AST.Element, next: number): number {
    switch (element.type) {
      case "Character":
      case "CharacterSet":
      case "CharacterClass":
        return this.#compileRead(element, next);
      case "Group":
      case "CapturingGroup":
        return this.#compileAlternatives(element.alternatives, next);
      case "Quantifier":
        return this.#compileQuantifier(element, next);
      case "Assertion":
        return this.#compileAssertion(element, next);
      default:
        throw new TypeError(`There are no steps for ${element.raw}.`);
    }
  }

  #compileRead(node: SetNode, next: number): number {
    if (!this.#sets.has(node.raw)) {
      this.#sets.set(node.raw, toCharacterSet(node));
    }
    return this.#add({ kind: "read", set: [...this.#sets.keys()].indexOf(node.raw), next });
  }

  #compileAssertion(assertion: AST.Assertion, next: number): number {
    switch (assertion.kind) {
      case "start":
      case "end":
        return this.#add({ kind: assertion.kind, next });
      case "word":
        return this.#add({ kind: "guess", next });
      case "lookahead": {
        // The lookahead runs first; the rest can follow whether it matched or not.
        const ahead = this.#compileAlternatives(assertion.alternatives, fail);
        return this.#add({ kind: "split", targets: [ahead, this.#add({ kind: "guess", next })] });
      }
      case "lookbehind":
        // Counts as work, which is the same at each position.
        return assertion.alternatives
          .flatMap(({ elements }) => elements)
          .reduceRight(
            (rest) => this.#add({ kind: "guess", next: rest }),
            this.#add({ kind: "guess", next }),
          );
    }
  }

  #compileQuantifier(quantifier: AST.Quantifier, next: number): number {
    const { element, min } = quantifier;
    const iterations = planIterations(quantifier);
    const { required, optional } = iterations;
    let rest = next;
    if (required < min) {
      rest = this.#compileUncountedLoop(quantifier, next);
    } else if (optional === "loop") {
      // If the pattern ends after a loop with a limit, leaving the loop always means to accept.
      const isCertain = !iterations.rough || next === accept;
      const exit = isCertain ? next : this.#add({ kind: "guess", next });
      const split = this.#reserve();
      rest = this.#compileIteration(quantifier, split, split, exit);
    } else {
      for (let count = 0; count < optional; count++) {
        rest = this.#compileIteration(quantifier, this.#reserve(), rest, next);
      }
    }
    for (let count = 0; count < required; count++) {
      rest = this.#compileElement(element, rest);
    }
    return rest;
  }

  /** Adds an optional iteration: `rest` follows it, and `exit` is the alternative to it. */
  #compileIteration({ element, greedy }: AST.Quantifier, split: number, rest: number, exit: number): number {
    const loop = this.#loops++;
    const body = this.#compileElement(element, this.#add({ kind: "leave", loop, next: rest }));
    const enter = this.#add({ kind: "enter", loop, next: body });
    this.#steps[split] = { kind: "split", targets: greedy ? [enter, exit] : [exit, enter] };
    return split;
  }

  /** Adds required iterations that are too many to copy. They can read nothing. */
  #compileUncountedLoop({ element, greedy }: AST.Quantifier, next: number): number {
    const exit = this.#add({ kind: "guess", next });
    const split = this.#reserve();
    const body = this.#compileElement(element, split);
    this.#steps[split] = { kind: "split", targets: greedy ? [body, exit] : [exit, body] };
    return split;
  }

  #reserve(): number {
    return this.#add({ kind: "fail" });
  }

  #add(step: Step): number {
    this.#steps.push(step);
    return this.#steps.length - 1;
  }
}

/** Whether there can be a string that the program accepts. If conditions that are not evaluated decide it, there can. */
export function canMatch({ steps, first, sets }: Program): boolean {
  const known = new Set<string>();
  const queue = [{ index: first, hasRead: false, hasEnded: false }];
  for (const { index, hasRead, hasEnded } of queue) {
    const step = steps[index];
    const key = `${index} ${hasRead} ${hasEnded}`;
    if (step?.kind === "accept") {
      return true;
    }
    const isDeadEnd =
      (step?.kind === "read" && (hasEnded || sets[step.set]?.size === 0)) ||
      (step?.kind === "start" && hasRead);
    if (known.has(key) || step === undefined || step.kind === "fail" || isDeadEnd) {
      continue;
    }
    known.add(key);
    const targets = "targets" in step ? step.targets : "next" in step ? [step.next] : [];
    for (const target of targets) {
      queue.push({
        index: target,
        hasRead: hasRead || step.kind === "read",
        hasEnded: hasEnded || step.kind === "end",
      });
    }
  }
  return false;
}
