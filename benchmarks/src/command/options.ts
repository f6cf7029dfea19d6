import { parseArgs } from "node:util";

/** The options that every benchmark has. */
export interface Options {
  /** A short run, with less certain figures. */
  readonly quick: boolean;
  /** Figures as JSON, and nothing else, on standard output. */
  readonly json: boolean;
  /** Figures into the documentation. */
  readonly write: boolean;
  readonly help: boolean;
}

/**
 * Reads the arguments of a benchmark.
 *
 * @throws TypeError where there is an option that it doesn't have, or two that don't go together
 */
export function readOptions(args: readonly string[]): Options {
  const flag = { type: "boolean", default: false } as const;
  const { values } = parseArgs({
    args: [...args],
    options: { quick: flag, json: flag, write: flag, help: flag },
  });
  if (values.quick && values.write) {
    throw new TypeError("--write takes the figures of a full run: leave out --quick.");
  }
  return values;
}
