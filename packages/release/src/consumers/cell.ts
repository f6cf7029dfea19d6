import { CommandError } from "@eks-auth/codegen/terminal";

/** Why something can't work, whatever we do. */
export interface Obstacle {
  /** What the failure says: that alone is what was foreseen. */
  readonly symptom: string;
  readonly reason: string;
}

/** How a try ended. `works after all` is a failure too: what is said to be impossible no longer is. */
export type Outcome = "works" | "fails" | "can't work" | "works after all" | "not available";

/** One consumer that was tried: a cell of the table. */
export interface Cell {
  readonly row: string;
  readonly column: string;
  readonly outcome: Outcome;
  /** Why, where it doesn't simply work. */
  readonly reason?: string;
  readonly seconds: number;
}

/** A consumer to try. */
export interface Attempt {
  readonly row: string;
  readonly column: string;
  readonly obstacle?: Obstacle | undefined;
  /** Throws a CommandError where it doesn't work. */
  readonly work: () => Promise<void>;
}

/** Something is not to be had on this machine; the message says why, and how to get it. */
export class NotAvailable extends CommandError {}

/** Tries a consumer. */
export async function attempt({ row, column, obstacle, work }: Attempt): Promise<Cell> {
  const start = performance.now();
  const end = (outcome: Outcome, reason?: string): Cell => {
    const seconds = (performance.now() - start) / 1000;
    return { row, column, outcome, ...(reason && { reason }), seconds };
  };
  try {
    await work();
  } catch (error) {
    if (error instanceof NotAvailable) {
      return end("not available", error.message);
    }
    if (!(error instanceof CommandError)) {
      throw error;
    }
    return obstacle !== undefined && error.message.includes(obstacle.symptom)
      ? end("can't work", obstacle.reason)
      : end("fails", error.message);
  }
  return obstacle === undefined
    ? end("works")
    : end("works after all", `It was said that it can't: ${obstacle.reason} Take that back.`);
}

/** Whether a cell is as it should be. */
export function isGood({ outcome }: Cell): boolean {
  return outcome === "works" || outcome === "can't work" || outcome === "not available";
}
