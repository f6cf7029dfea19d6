import { type UpstreamErrorName, upstreamErrorNames } from "../environment/upstream-answer.ts";
import type { SdkError } from "../sdk/sdk.ts";
import type { Observation } from "./observation.ts";

/** An SDK's behaviour at one error of the upstream's, as observed. */
export interface Row {
  readonly sdk: string;
  readonly error: UpstreamErrorName;
  /** How many seconds the credentials had left that it refreshed; `undefined` where they were the first. */
  readonly secondsLeft: number | undefined;
  readonly observation: Observation;
  /** What the upstream said in its error. */
  readonly message: string;
}

const headings = [
  "SDK",
  "credentials",
  "asks the agent",
  "which asks the API",
  "the user gets",
  "the error's name",
  "its message",
  "where the API answers",
];

/** Lines the observations up for a terminal. Errors that came to the same share a line. */
export function formatRows(rows: readonly Row[]): string {
  const sorted = rows.toSorted(compare);
  const groups = Map.groupBy(sorted, (row) => JSON.stringify(writeCells(row)));
  const lines = [...groups.values()].map((group) => [
    ...group.slice(0, 1).flatMap(writeCells),
    group.map(({ error }) => error.replace("Exception", "")).join(", "),
  ]);
  const widths = headings.map((_, column) =>
    Math.max(...[headings, ...lines].map((line) => (line[column] ?? "").length)),
  );
  const align = (line: readonly string[]): string =>
    line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ");
  return [headings, ...lines].map((line) => `${align(line).trimEnd()}\n`).join("");
}

/** For each SDK first credentials come first, and its last minutes last. */
function compare(a: Row, b: Row): number {
  const { MAX_SAFE_INTEGER: first } = Number;
  return (
    a.sdk.localeCompare(b.sdk) ||
    (b.secondsLeft ?? first) - (a.secondsLeft ?? first) ||
    upstreamErrorNames.indexOf(a.error) - upstreamErrorNames.indexOf(b.error)
  );
}

function writeCells({ sdk, error, secondsLeft, observation, message }: Row): string[] {
  const { answer, requests, anonymousRequests, upstreamCalls } = observation;
  return [
    sdk,
    secondsLeft === undefined ? "first" : `${secondsLeft} s left`,
    `${requests}x${anonymousRequests === 0 ? "" : `, ${anonymousRequests} without a token`}`,
    `${upstreamCalls}x`,
    ...("error" in answer
      ? [answer.error.type.split(".").at(-1) ?? "", says(answer.error, error), says(answer.error, message)]
      : ["what it had", "", ""]),
  ];
}

function says({ code = "", message }: SdkError, text: string): string {
  return `${code} ${message}`.includes(text) ? "shown" : "hidden";
}
