import type { Table } from "./table.ts";

/** What something is to reach, and whether it does. */
export interface Goal {
  readonly text: string;
  /** What was measured, in words. */
  readonly measured: string;
  /** `undefined` where it can't be told. */
  readonly holds: boolean | undefined;
}

/** A measured figure and how it is written. */
export interface Figure {
  /** `undefined` where it isn't known. */
  readonly value: number | undefined;
  readonly unit: string;
  /** How many digits behind the point. */
  readonly digits: number;
}

/** Judges a figure. */
export function judgeGoal(
  text: string,
  { value, unit, digits }: Figure,
  isReached: (value: number) => boolean,
): Goal {
  return value === undefined
    ? { text, measured: "not available", holds: undefined }
    : { text, measured: `${value.toFixed(digits)} ${unit}`, holds: isReached(value) };
}

/** The goals, and whether they hold. */
export function tabulateGoals(goals: readonly Goal[]): Table {
  return {
    headings: ["goal", "measured", "holds"],
    rows: goals.map((goal) => [goal.text, goal.measured, describeHolding(goal)]),
  };
}

/** The goals as `--json` has them. */
export function describeGoals(goals: readonly Goal[]): object[] {
  return goals.map(({ text, measured, holds }) => ({ text, measured, holds: holds ?? null }));
}

function describeHolding({ holds }: Goal): string {
  return holds === undefined ? "unknown" : holds ? "yes" : "no";
}
