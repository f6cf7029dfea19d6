import { parseArgs } from "node:util";
import { UsageError } from "@eks-auth/codegen/terminal";

/** The options of `npm run evolve`. */
export interface EvolveOptions {
  /** Names or patterns with stars; empty for all changes. */
  readonly only: readonly string[];
  readonly json: boolean;
  readonly write: boolean;
  readonly list: boolean;
  readonly help: boolean;
}

/**
 * Parses the command line of `npm run evolve`.
 *
 * @throws {UsageError} if an option is unknown, or two exclude each other
 */
export function parseOptions(args: readonly string[]): EvolveOptions {
  const { only = [], json = false, write = false, list = false, help = false } = parseValues(args);
  if (write && only.length > 0) {
    throw new UsageError(
      "--write and --only exclude each other: the documentation lists all changes. Remove one of them.",
    );
  }
  return { only, json, write, list, help };
}

/**
 * Selects changes by name.
 *
 * @param only - names or patterns with stars; empty for all changes
 * @throws {UsageError} if a name or pattern matches no change
 */
export function selectChanges<Change extends { readonly name: string }>(
  all: readonly Change[],
  only: readonly string[],
): Change[] {
  // Names with other characters match no change, and could be invalid as a regular expression.
  const unknown = only.find(
    (name) => !/^[a-z*-]+$/.test(name) || !all.some((change) => asPattern(name).test(change.name)),
  );
  if (unknown !== undefined) {
    throw new UsageError(`No change matches ${unknown}. --list prints the names.`);
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
