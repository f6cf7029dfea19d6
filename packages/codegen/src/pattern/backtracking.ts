import type { Program } from "./program.ts";

/** The maximum of steps for one character of a string. A string of 256 kB then takes about 0.1 s. */
const maxStepsPerCharacter = 128;
/** The maximum of steps before the first character, which are taken once for each string. */
const maxStepsAtStart = 4_000;
/** The maximum work of the analysis: steps, summed over all positions. */
const maxWork = 300_000;

/** The steps that read the next character, in the order in which a backtracking matcher tries them. */
interface Position {
  readonly waiting: readonly Waiting[];
  /** The number of steps from the previous position. */
  readonly stepCount: number;
}

interface Waiting {
  readonly set: number;
  readonly next: number;
  /** Whether a previous step was a guess, so that the matcher doesn't necessarily get here. */
  readonly guessed: boolean;
}

/**
 * Proves that the number of steps that a backtracking matcher takes for each character does not grow with the string. The
 * result depends only on the program: the limit is one of work, not of time.
 *
 * The analysis follows all paths of the matcher at once, for one kind of character after the other. It counts a path that
 * occurs twice as two, because a matcher that backtracks takes it twice. Paths after one that certainly succeeds are never
 * tried, and dropped.
 *
 * @returns true if it is proven; false if the steps could grow, or the analysis reached its limit
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
  paths: readonly { readonly next: number; readonly guessed: boolean }[],
  isStart: boolean,
): Position {
  const walker = new Walker(program, isStart);
  // If a path certainly succeeds, the matcher never tries those after it.
  paths.some(({ next, guessed }) => walker.visit(next, guessed, false, new Set()));
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
   * Takes all steps that read nothing.
   *
   * @param ended - whether the string must end here
   * @param begun - the iterations that began here
   * @returns whether this certainly succeeds, or the steps are too many
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
