import { parseArgs } from "node:util";

/** The options of the command. */
export interface Options {
  readonly help: boolean;
  readonly requests: number;
  readonly responses: number;
  readonly seed: number;
}

/**
 * Reads the options.
 *
 * @throws Error if an option is unknown or its value is out of range
 */
export function readOptions(args: readonly string[]): Options {
  const { requests, responses, seed, help } = parseArgs({
    args: [...args],
    options: {
      requests: { type: "string" },
      responses: { type: "string" },
      seed: { type: "string" },
      help: { type: "boolean" },
    },
  }).values;
  return {
    help: help === true,
    requests: readNumber("--requests", requests, 1, 100_000),
    responses: readNumber("--responses", responses, 1, 10_000),
    seed: readNumber("--seed", seed, 0, makeSeed()),
  };
}

/** A random seed. */
export function makeSeed(): number {
  return Math.floor(Math.random() * 2 ** 31);
}

function readNumber(name: string, text: string | undefined, min: number, defaultValue: number): number {
  const value = text === undefined ? defaultValue : Number(text);
  if (!Number.isInteger(value) || value < min || value >= 2 ** 31) {
    throw new Error(`${name} must be an integer from ${min} to ${2 ** 31 - 1}, but is ${text}.`);
  }
  return value;
}
