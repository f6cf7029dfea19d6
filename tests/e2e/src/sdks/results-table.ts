import { formatTable } from "@eks-auth/codegen/terminal";
import type { SdkError } from "./languages/sdk.ts";
import type { Observation } from "./observe.ts";
import { type UpstreamErrorName, upstreamErrorNames } from "./upstream.ts";

/** How an SDK handled one error of the upstream. */
export interface Row {
  readonly sdk: string;
  readonly error: UpstreamErrorName;
  /** How many seconds the refreshed credentials were still valid; undefined for first credentials. */
  readonly secondsLeft: number | undefined;
  readonly observation: Observation;
  /** The message of the upstream's error. */
  readonly message: string;
}

const headings = [
  "SDK",
  "credentials",
  "requests to the agent",
  "requests to the API",
  "the user gets",
  "error name",
  "error message",
  "errors of the API",
];

/** Formats the results as a table. Errors with the same result share a row. */
export function formatRows(rows: readonly Row[]): string {
  const sorted = rows.toSorted(compare);
  const groups = Map.groupBy(sorted, (row) => JSON.stringify(writeCells(row)));
  const lines = [...groups.values()].map((group) => [
    ...group.slice(0, 1).flatMap(writeCells),
    group.map(({ error }) => error.replace("Exception", "")).join(", "),
  ]);
  return formatTable(headings, lines);
}

/** Sorts by SDK; first credentials are first, then refreshes, the latest last. */
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
      ? [answer.error.type.split(".").at(-1) ?? "", shows(answer.error, error), shows(answer.error, message)]
      : ["cached credentials", "", ""]),
  ];
}

function shows({ code = "", message }: SdkError, text: string): string {
  return `${code} ${message}`.includes(text) ? "shown" : "hidden";
}
