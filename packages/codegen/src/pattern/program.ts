import type { AST } from "@eslint-community/regexpp";
import { type CharacterSet, divideIntoKinds, type SetNode, toCharacterSet } from "./character-set.ts";
import { planIterations, weighAlternatives } from "./iterations.ts";

/** A step of a backtracking matcher. `next` and `targets` are the indices of steps; targets are tried in order. */
type Step =
  | { readonly kind: "read"; readonly set: number; readonly next: number }
  | { readonly kind: "split"; readonly targets: readonly number[] }
  /** An optional iteration begins; it fails where it ends without having read anything. */
  | { readonly kind: "enter" | "leave"; readonly loop: number; readonly next: number }
  /** `^` and `$`. */
  | { readonly kind: "start" | "end"; readonly next: number }
  /** Something that may hold or not: we don't work out which. */
  | { readonly kind: "guess"; readonly next: number }
  | { readonly kind: "fail" | "accept" };

/** What a backtracking matcher does to search a string for a regular expression. */
export interface Program {
  readonly steps: readonly Step[];
  /** The step that a search begins with. */
  readonly first: number;
  /** For each set that a step reads from, the kinds of characters in it. */
  readonly sets: readonly ReadonlySet<number>[];
  /** How many kinds of characters the program tells apart. */
  readonly kindCount: number;
}

const maxSteps = 10_000;
const accept = 0;
const fail = 1;

/**
 * Turns a regular expression into the steps that a backtracking matcher of ECMAScript takes. Where it
 * simplifies, the steps are more than the matcher's, never fewer.
 *
 * @returns the program, or `undefined` where it would be too large, or has a part that we have no steps for: a
 * look-behind that is not simple, or a backreference
 * @see https://tc39.es/ecma262/#sec-compilesubpattern
 */
export function compileProgram({ alternatives }: AST.Pattern): Program | undefined {
  return weighAlternatives(alternatives) > maxSteps ? undefined : new Compiler().compileSearch(alternatives);
}

class Compiler {
  readonly #steps: Step[] = [];
  readonly #sets = new Map<string, CharacterSet>();
  #loops = 0;

  /** Where the pattern does not match at a character, a search tries it at the next. */
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
        // The work of the look-ahead comes first; whatever it finds, the rest may come next.
        const ahead = this.#compileAlternatives(assertion.alternatives, fail);
        return this.#add({ kind: "split", targets: [ahead, this.#add({ kind: "guess", next })] });
      }
      case "lookbehind":
        // Its work, which is the same wherever it is done.
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
      // Where the pattern ends behind a loop with a limit, leaving it means to accept, be it sooner or later.
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

  /** An optional iteration: it is followed by `rest`, and `exit` comes in place of it. */
  #compileIteration({ element, greedy }: AST.Quantifier, split: number, rest: number, exit: number): number {
    const loop = this.#loops++;
    const body = this.#compileElement(element, this.#add({ kind: "leave", loop, next: rest }));
    const enter = this.#add({ kind: "enter", loop, next: body });
    this.#steps[split] = { kind: "split", targets: greedy ? [enter, exit] : [exit, enter] };
    return split;
  }

  /** Iterations that are required, and so may read nothing, but are too many to copy. */
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
