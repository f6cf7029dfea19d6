import type { LookNode, Node } from "./syntax.ts";

/** A step of the matcher. `next` and `targets` are indices of steps, `set` one of sets, `look` one of looks. */
export type Step =
  | { readonly kind: "accept" }
  | { readonly kind: "read"; readonly set: number; readonly next: number }
  | { readonly kind: "split"; readonly targets: readonly number[] }
  /** Reads a limited number of code points of a set. */
  | {
      readonly kind: "count";
      readonly set: number;
      readonly min: number;
      readonly max: number;
      readonly next: number;
    }
  | { readonly kind: "start" | "end" | "boundary" | "noBoundary"; readonly next: number }
  | { readonly kind: "look"; readonly look: number; readonly next: number };

/** A compiled regular expression, or the content of a look-around. */
export interface Program {
  readonly steps: readonly Step[];
  /** The first step. */
  readonly first: number;
  /** Whether it can match only from the start of a string. */
  readonly isAnchored: boolean;
}

/** A look-around: the program finds where its content begins if it looks ahead, or ends if it looks behind. */
export interface Look {
  readonly program: Program;
  readonly behind: boolean;
  readonly negate: boolean;
}

/** A regular expression with everything that its matcher needs. */
export interface Compiled {
  readonly program: Program;
  /** Expressions of one code point. */
  readonly sets: readonly string[];
  /** Each comes after those in it. */
  readonly looks: readonly Look[];
}

/** The maximum of steps: the work for each character of a string. */
const maxSteps = 200;

/**
 * Compiles a regular expression.
 *
 * @throws SyntaxError if it has too many steps
 */
export function compileNode(node: Node): Compiled {
  const shared = new Shared();
  const program = new Compiler(shared, false).compile(node);
  return { program, sets: [...shared.sets.keys()], looks: shared.looks };
}

/** What the programs of an expression and its look-arounds share. */
class Shared {
  readonly sets = new Map<string, number>();
  readonly looks: Look[] = [];
  stepCount = 0;
}

class Compiler {
  readonly #steps: Step[] = [{ kind: "accept" }];
  readonly #shared: Shared;
  /** Whether the program reads a string from its end. */
  readonly #isReversed: boolean;

  constructor(shared: Shared, isReversed: boolean) {
    this.#shared = shared;
    this.#isReversed = isReversed;
  }

  compile(node: Node): Program {
    const first = this.#compileNode(node, 0);
    return { steps: this.#steps, first, isAnchored: startsAtStart(node) };
  }

  /** @param next - the step after the node */
  #compileNode(node: Node, next: number): number {
    switch (node.kind) {
      case "set":
        return this.#add({ kind: "read", set: this.#findSet(node.source), next });
      case "sequence": {
        const nodes = this.#isReversed ? node.nodes : node.nodes.toReversed();
        return nodes.reduce((rest, part) => this.#compileNode(part, rest), next);
      }
      case "choice": {
        const [only, ...others] = node.choices;
        return only !== undefined && others.length === 0
          ? this.#compileNode(only, next)
          : this.#add({
              kind: "split",
              targets: node.choices.map((choice) => this.#compileNode(choice, next)),
            });
      }
      case "repeat":
        return this.#compileRepeat(node.node, node.min, node.max, next);
      case "look":
        return this.#add({ kind: "look", look: this.#compileLook(node), next });
      default:
        return this.#add({ kind: node.kind, next });
    }
  }

  #compileRepeat(node: Node, min: number, max: number, next: number): number {
    const single = findSet(node);
    const isCounted = min > 1 || (max > 1 && max < Number.POSITIVE_INFINITY);
    if (single !== undefined && isCounted) {
      return this.#add({ kind: "count", set: this.#findSet(single), min, max, next });
    }
    let rest = next;
    if (max === Number.POSITIVE_INFINITY) {
      rest = this.#reserve();
      this.#steps[rest] = { kind: "split", targets: [this.#compileNode(node, rest), next] };
    } else {
      for (let count = min; count < max; count++) {
        rest = this.#add({ kind: "split", targets: [this.#compileNode(node, rest), next] });
      }
    }
    for (let count = 0; count < min; count++) {
      rest = this.#compileNode(node, rest);
    }
    return rest;
  }

  /** The content of a look-ahead is read from its end, so that one run finds all its beginnings. */
  #compileLook({ behind, negate, node }: LookNode): number {
    const program = new Compiler(this.#shared, !behind).compile(node);
    return this.#shared.looks.push({ program, behind, negate }) - 1;
  }

  #findSet(source: string): number {
    const { sets } = this.#shared;
    const index = sets.get(source) ?? sets.size;
    sets.set(source, index);
    return index;
  }

  #reserve(): number {
    return this.#add({ kind: "split", targets: [] });
  }

  #add(step: Step): number {
    if (++this.#shared.stepCount > maxSteps) {
      throw new SyntaxError(
        `It needs more than ${maxSteps} steps for each character: counts of groups are too large, or it is too long.`,
      );
    }
    return this.#steps.push(step) - 1;
  }
}

/** The set that a node consists of, without its groups. */
function findSet(node: Node): string | undefined {
  switch (node.kind) {
    case "set":
      return node.source;
    case "sequence":
      return node.nodes.length === 1 && node.nodes[0] !== undefined ? findSet(node.nodes[0]) : undefined;
    case "choice":
      return node.choices.length === 1 && node.choices[0] !== undefined
        ? findSet(node.choices[0])
        : undefined;
    default:
      return undefined;
  }
}

function startsAtStart(node: Node): boolean {
  switch (node.kind) {
    case "start":
      return true;
    case "sequence":
      return node.nodes[0] !== undefined && startsAtStart(node.nodes[0]);
    case "choice":
      return node.choices.every(startsAtStart);
    default:
      return false;
  }
}
