/** Something that an operator should know: what can't be used or had, or that it can again. It holds no secret. */
export interface LogEvent {
  readonly level: "info" | "warn" | "error";
  /** The cluster that it concerns, if it is one. */
  readonly cluster?: string;
  readonly message: string;
}

/** Something is wrong with where keys come from or are kept, or is so no more. It holds no secret. */
export interface KeyProblem {
  /** Whether it begins or is over. */
  readonly state: "begins" | "ends";
  /** What it is, where, and what to do. */
  readonly message: string;
}

/** Is told of a problem once when it begins and once when it ends, however many requests meet it. It must not throw. */
export type OnKeyProblem = (problem: KeyProblem) => void;

/** One thing that may be wrong, for as long as it takes. */
export interface KeyProblemReport {
  /** Says that it is wrong; only the first call after it was right is told. */
  begin(message: string): void;
  /** Says that it is right; only the first call after it was wrong is told. */
  end(message: string): void;
}

/** Makes the report of one thing, which is right at first. */
export function createProblemReport(onProblem: OnKeyProblem | undefined): KeyProblemReport {
  let isWrong = false;
  return {
    begin(message) {
      if (!isWrong) {
        isWrong = true;
        onProblem?.({ state: "begins", message });
      }
    },
    end(message) {
      if (isWrong) {
        isWrong = false;
        onProblem?.({ state: "ends", message });
      }
    },
  };
}
