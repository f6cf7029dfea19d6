import { useState } from "preact/hooks";
import { RequestError } from "../request.ts";

/** The result of the last action of a view. */
export interface Outcome {
  readonly kind: "done" | "failed";
  readonly message: string;
  /** A link to what the action made. */
  readonly link?: { readonly href: string; readonly text: string } | undefined;
}

/** Runs actions of a view, one at a time, and shows how the last one ended. */
export interface Action {
  readonly isRunning: boolean;
  readonly outcome: Outcome | undefined;
  /** @param work - does something, and says what was done; undefined if there is nothing to say */
  run(work: () => Promise<Omit<Outcome, "kind"> | undefined>): Promise<void>;
}

export function useAction(): Action {
  const [isRunning, setIsRunning] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>();
  return {
    isRunning,
    outcome,
    async run(work) {
      setIsRunning(true);
      try {
        const done = await work();
        setOutcome(done && { kind: "done", ...done });
      } catch (error) {
        const message = error instanceof RequestError ? error.message : `The page failed: ${error}`;
        setOutcome({ kind: "failed", message });
      } finally {
        setIsRunning(false);
      }
    },
  };
}
