import type { FindingCode } from "./finding-codes.ts";

/**
 * The outcome of a check: `skipped` if its input was not given, `not reached` if an earlier check failed to find it.
 */
export type Status = "ok" | "warning" | "failed" | "skipped" | "not reached";

/** What a check found. It contains neither a token nor a secret. */
export type Finding = FoundProblem | FoundNothing;

/** A failed check, or a warning. */
interface FoundProblem extends FindingText {
  readonly status: "failed" | "warning";
  /** What is wrong. It is stable, as the texts are not. */
  readonly code: FindingCode;
}

interface FoundNothing extends FindingText {
  readonly status: Exclude<Status, FoundProblem["status"]>;
  readonly code?: undefined;
}

interface FindingText {
  /** What was found, in sentences. */
  readonly found: string;
  /** How to fix it or, for a skipped check, how to run it. */
  readonly remedy?: string | undefined;
}
