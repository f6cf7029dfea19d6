import { parseArgs } from "node:util";
import { CommandError } from "@eks-auth/codegen/terminal";

/** What the command is asked for. */
export interface Options {
  readonly help: boolean;
  readonly requests: number;
  readonly seed: number;
}

/**
 * Reads the command line.
 *
 * @throws CommandError where it says something else than the help does
 */
export function readOptions(args: readonly string[]): Options {
  const { requests, seed, help } = parse(args);
  return {
    help: help === true,
    requests: readNumber("--requests", requests, 1, 100_000),
    seed: readNumber("--seed", seed, 0, Math.floor(Math.random() * 2 ** 31)),
  };
}

function parse(args: readonly string[]): { requests?: string; seed?: string; help?: boolean } {
  try {
    return parseArgs({
      args: [...args],
      options: { requests: { type: "string" }, seed: { type: "string" }, help: { type: "boolean" } },
    }).values;
  } catch (error) {
    throw new CommandError(`${(error as Error).message} See --help.`);
  }
}

function readNumber(name: string, text: string | undefined, min: number, byDefault: number): number {
  const value = text === undefined ? byDefault : Number(text);
  if (!Number.isInteger(value) || value < min || value >= 2 ** 31) {
    throw new CommandError(`${name} must be a whole number from ${min} to ${2 ** 31 - 1}.`);
  }
  return value;
}
