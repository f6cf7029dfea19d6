import { Counter } from "./counter.ts";
import type { Program, Step } from "./program.ts";
import { isBoundary, type Membership, type Subject } from "./subject.ts";
import type { Work } from "./work.ts";

const none: readonly number[] = [];

type ReadStep = Extract<Step, { readonly kind: "read" }>;
type CountStep = Extract<Step, { readonly kind: "count" }>;

/** How many steps take as long as an iteration of a counter. */
const stepsOfCount = 3;

/**
 * Runs a program: takes all its paths at once, one code point after the other. A step is taken once for each position,
 * however many paths lead to it, so the time is at most the number of steps for each code point. Finding throws a
 * ProtocolError if the work of the request gets too much.
 */
export class Search {
  readonly #program: Program;
  readonly #subject: Subject;
  readonly #direction: 1 | -1;
  readonly #work: Work;
  /** By step: its counter, once a path has entered its loop. */
  readonly #counters: (Counter | undefined)[] = [];
  /** The steps whose counters have paths. */
  #counting: number[] = [];
  /** By step: the last position at which it was taken. */
  readonly #taken: Int32Array;
  /** The steps that read the next code point. */
  #readers: number[] = [];
  #position: number;
  /** How many steps were taken at this position. */
  #steps = 0;
  #isAccepted = false;

  /** @param direction - 1 to read the string from its start, -1 from its end */
  constructor(program: Program, subject: Subject, direction: 1 | -1, work: Work) {
    this.#program = program;
    this.#subject = subject;
    this.#direction = direction;
    this.#work = work;
    this.#taken = new Int32Array(program.steps.length).fill(-1);
    this.#position = direction === 1 ? 0 : subject.points.length;
  }

  /** Whether the program accepts at any position. */
  findAny(): boolean {
    do {
      this.#begin();
      if (this.#isAccepted) {
        return true;
      }
    } while (this.#canContinue() && this.#read());
    return false;
  }

  /** Finds the positions at which the program accepts: 1 for each. */
  findAll(): Uint8Array {
    const found = new Uint8Array(this.#subject.points.length + 1);
    do {
      this.#begin();
      found[this.#position] = this.#isAccepted ? 1 : 0;
    } while (this.#read());
    return found;
  }

  /** Starts a new path at each position. */
  #begin(): void {
    this.#take(this.#program.first);
  }

  #canContinue(): boolean {
    return !this.#program.isAnchored || this.#readers.length > 0 || this.#counting.length > 0;
  }

  /** @returns false at the end of the string */
  #read(): boolean {
    const point = this.#subject.points[this.#direction === 1 ? this.#position : this.#position - 1];
    if (point === undefined) {
      return false;
    }
    const readers = this.#readers;
    this.#work.spend(1 + this.#steps + stepsOfCount * this.#counting.length);
    this.#steps = 0;
    const counted = this.#passCounters(point);
    this.#readers = [];
    this.#isAccepted = false;
    this.#position += this.#direction;
    for (const index of readers) {
      const step = this.#program.steps[index] as ReadStep;
      if (point[step.set] === 1) {
        this.#take(step.next);
      }
    }
    for (const index of counted) {
      this.#take(index);
    }
    return true;
  }

  /** Counts the code point in all loops. @returns the steps after those that can end */
  #passCounters(point: Membership): readonly number[] {
    if (this.#counting.length === 0) {
      return none;
    }
    const following: number[] = [];
    const position = this.#elapsed + 1;
    this.#counting = this.#counting.filter((index) => {
      const step = this.#program.steps[index] as CountStep;
      const counter = this.#counters[index] as Counter;
      if (point[step.set] !== 1) {
        counter.clear();
      } else if (counter.advance(position)) {
        following.push(step.next);
      }
      return counter.isActive;
    });
    return following;
  }

  /** Takes a step and those after it, up to those that read. */
  #take(index: number): void {
    const step = this.#program.steps[index];
    if (step === undefined || this.#taken[index] === this.#position) {
      return;
    }
    this.#taken[index] = this.#position;
    this.#steps++;
    switch (step.kind) {
      case "accept":
        this.#isAccepted = true;
        return;
      case "read":
        this.#readers.push(index);
        return;
      case "split":
        for (const target of step.targets) {
          this.#take(target);
        }
        return;
      case "count":
        this.#count(index, step);
        return;
      default:
        if (this.#holds(step)) {
          this.#take(step.next);
        }
    }
  }

  #count(index: number, step: CountStep): void {
    const counter = this.#counters[index] ?? new Counter(step.min, step.max, this.#subject.points.length);
    this.#counters[index] = counter;
    if (!counter.isActive) {
      this.#counting.push(index);
    }
    counter.start(this.#elapsed);
    if (step.min === 0) {
      this.#take(step.next);
    }
  }

  /** How many code points have been read. */
  get #elapsed(): number {
    return this.#direction === 1 ? this.#position : this.#subject.points.length - this.#position;
  }

  #holds(step: Step): boolean {
    switch (step.kind) {
      case "start":
        return this.#position === 0;
      case "end":
        return this.#position === this.#subject.points.length;
      case "boundary":
        return isBoundary(this.#subject, this.#position);
      case "noBoundary":
        return !isBoundary(this.#subject, this.#position);
      case "look":
        return this.#subject.looks[step.look]?.[this.#position] === 1;
      default:
        return false;
    }
  }
}
