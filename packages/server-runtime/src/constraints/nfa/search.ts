import { Counter } from "./counter.ts";
import type { Program, Step } from "./program.ts";
import { isBoundary, type Membership, type Subject } from "./subject.ts";

const none: readonly number[] = [];

type ReadStep = Extract<Step, { readonly kind: "read" }>;
type CountStep = Extract<Step, { readonly kind: "count" }>;

/**
 * Runs a program: takes all its paths at once, one code point after the other. A step is taken once for each position,
 * however many paths lead to it, so the time is at most the number of steps for each code point.
 */
export class Search {
  readonly #program: Program;
  readonly #subject: Subject;
  readonly #direction: 1 | -1;
  readonly #counters = new Map<number, Counter>();
  /** By step: the last position at which it was taken. */
  readonly #taken: Int32Array;
  /** The steps that read the next code point. */
  #readers: number[] = [];
  #position: number;
  #isAccepted = false;

  /** @param direction - 1 to read the string from its start, -1 from its end */
  constructor(program: Program, subject: Subject, direction: 1 | -1) {
    this.#program = program;
    this.#subject = subject;
    this.#direction = direction;
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
    return !this.#program.isAnchored || this.#readers.length > 0 || this.#counters.size > 0;
  }

  /** @returns false at the end of the string */
  #read(): boolean {
    const point = this.#subject.points[this.#direction === 1 ? this.#position : this.#position - 1];
    if (point === undefined) {
      return false;
    }
    const readers = this.#readers;
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
    if (this.#counters.size === 0) {
      return none;
    }
    const following: number[] = [];
    for (const [index, counter] of this.#counters) {
      const step = this.#program.steps[index] as CountStep;
      if (point[step.set] !== 1 || !counter.advance()) {
        this.#counters.delete(index);
      } else if (counter.isInRange) {
        following.push(step.next);
      }
    }
    return following;
  }

  /** Takes a step and those after it, up to those that read. */
  #take(index: number): void {
    const step = this.#program.steps[index];
    if (step === undefined || this.#taken[index] === this.#position) {
      return;
    }
    this.#taken[index] = this.#position;
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
    const counter = this.#counters.get(index) ?? new Counter(step.min, step.max);
    this.#counters.set(index, counter);
    counter.start();
    if (step.min === 0) {
      this.#take(step.next);
    }
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
