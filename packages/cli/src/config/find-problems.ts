import { CommandFailure } from "../failure.ts";
import { failOnBadFile } from "./fail-on-bad-file.ts";

/** What work on the user's files came to. */
export interface Findings<T> {
  /** What the work gave; `undefined` where a file can't be used. */
  readonly value: T | undefined;
  /** What can't be used, a line each. */
  readonly problems: readonly string[];
}

/** Waits for work that reads the user's files, and finds what can't be used of them. */
export async function findProblems<T>(work: Promise<T>): Promise<Findings<T>> {
  try {
    return { value: await failOnBadFile(work), problems: [] };
  } catch (error) {
    if (!(error instanceof CommandFailure)) {
      throw error;
    }
    return { value: undefined, problems: error.message.split("\n") };
  }
}
