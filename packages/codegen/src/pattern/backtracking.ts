import type { Program } from "./program.ts";

/** How many steps a matcher may have to take for a character of a string: 256 kB then take a tenth of a second. */
const maxStepsPerCharacter = 128;
/** How many steps it may take before the first character: once for each string. */
const maxStepsAtStart = 4_000;
/** How much work the analysis is worth: steps, over all the positions that it looks at. */
const maxWork = 300_000;

/** The steps that wait to read the next character, in the order in which a backtracking matcher tries them. */
interface Position {
  readonly waiting: readonly Waiting[];
  /** How many steps led here from the position before. */
  readonly stepCount: number;
}

interface Waiting {
  readonly set: number;
  readonly next: number;
  /** Whether there was a guess on the way: then it isn't certain that the matcher comes this way. */
  readonly guessed: boolean;
}

/**
 * Proves that a backtracking matcher takes a number of steps for each character that does not grow with the
 * string. The verdict depends on nothing but the program: there is a limit of work, and none of time.
 *
 * It follows all the ways that the matcher can take at once, one kind of character after the other. A way that
 * is there twice is counted twice, since a matcher that goes back walks it twice. Ways behind one that is
 * certain to succeed are never tried, and dropped.
 *
 * @returns whether it is proven; otherwise there may be more steps, or the work was too much to tell
 */
export function isProvenLinear(program: Program): boolean {
  const start = walk(program, [{ next: program.first, guessed: false }], true);
  const known = new Set([describePosition(start)]);
  const queue = [start];
  let work = start.stepCount;
  if (start.stepCount > maxStepsAtStart) {
    return false;
  }
  for (const position of queue) {
    for (let kind = 0; kind < program.kindCount; kind++) {
      const readers = position.waiting.filter(({ set }) => program.sets[set]?.has(kind));
      const following = walk(program, readers, false);
      work += following.stepCount + position.waiting.length;
      if (following.stepCount > maxStepsPerCharacter || work > maxWork) {
        return false;
      }
      const description = describePosition(following);
      if (!known.has(description)) {
        known.add(description);
        queue.push(following);
      }
    }
  }
  return true;
}

function walk(
  program: Program,
  ways: readonly { readonly next: number; readonly guessed: boolean }[],
  isStart: boolean,
): Position {
  const walker = new Walker(program, isStart);
  // Once a way is certain to succeed, the matcher never gets to those behind it.
  ways.some(({ next, guessed }) => walker.visit(next, guessed, false, new Set()));
  return walker;
}

class Walker implements Position {
  readonly waiting: Waiting[] = [];
  stepCount = 0;
  readonly #program: Program;
  readonly #isStart: boolean;
  readonly #maxSteps: number;

  constructor(program: Program, isStart: boolean) {
    this.#program = program;
    this.#isStart = isStart;
    this.#maxSteps = isStart ? maxStepsAtStart : maxStepsPerCharacter;
  }

  /**
   * Takes all the steps that read nothing.
   *
   * @param ended - whether the string must end here
   * @param begun - the iterations that began here
   * @returns whether this is certain to succeed, or the steps are too many
   */
  visit(index: number, guessed: boolean, ended: boolean, begun: ReadonlySet<number>): boolean {
    const step = this.#program.steps[index];
    this.stepCount++;
    if (step === undefined || this.stepCount > this.#maxSteps) {
      return true;
    }
    switch (step.kind) {
      case "read":
        if (!ended) {
          this.waiting.push({ set: step.set, next: step.next, guessed });
        }
        return false;
      case "split":
        return step.targets.some((target) => this.visit(target, guessed, ended, begun));
      case "enter":
        return this.visit(step.next, guessed, ended, new Set([...begun, step.loop]));
      case "leave":
        return !begun.has(step.loop) && this.visit(step.next, guessed, ended, begun);
      case "start":
        return this.#isStart && this.visit(step.next, guessed, ended, begun);
      case "end":
        return this.visit(step.next, guessed, true, begun);
      case "guess":
        return this.visit(step.next, true, ended, begun);
      case "fail":
        return false;
      case "accept":
        return !guessed && !ended;
    }
  }
}

function describePosition({ waiting }: Position): string {
  return waiting.map(({ set, next, guessed }) => `${set} ${next} ${guessed}`).join();
}
