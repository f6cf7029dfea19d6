import { parseArgs } from "node:util";
import { UsageError } from "@eks-auth/codegen/commands/generate";

/** What a command line asks for. */
export interface EvolveOptions {
  /** Names of changes, or patterns with stars; empty for all. */
  readonly only: readonly string[];
  readonly json: boolean;
  readonly write: boolean;
  readonly list: boolean;
  readonly help: boolean;
}

/**
 * Reads the command line of `evolve`.
 *
 * @throws UsageError naming what is wrong and what would be right
 */
export function parseOptions(args: readonly string[]): EvolveOptions {
  const { only = [], json = false, write = false, list = false, help = false } = parseValues(args);
  if (write && only.length > 0) {
    throw new UsageError("--write and --only exclude each other: the documentation has all changes.");
  }
  return { only, json, write, list, help };
}

/**
 * Picks the changes that a command line names.
 *
 * @param only - names, or patterns with stars; empty for all
 * @throws UsageError where one of them fits no change
 */
export function selectChanges<Change extends { readonly name: string }>(
  all: readonly Change[],
  only: readonly string[],
): Change[] {
  // A name that holds anything else is none of ours, and need not be a regular expression.
  const lost = only.find(
    (name) => !/^[a-z*-]+$/.test(name) || !all.some((change) => asPattern(name).test(change.name)),
  );
  if (lost !== undefined) {
    throw new UsageError(`There is no change ${lost}. --list prints the names.`);
  }
  const patterns = only.map(asPattern);
  return all.filter(({ name }) => patterns.length === 0 || patterns.some((pattern) => pattern.test(name)));
}

function asPattern(name: string): RegExp {
  return new RegExp(`^${name.replaceAll("*", ".*")}$`);
}

function parseValues(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        only: { type: "string", multiple: true },
        json: { type: "boolean" },
        write: { type: "boolean" },
        list: { type: "boolean" },
        help: { type: "boolean" },
      },
    }).values;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
