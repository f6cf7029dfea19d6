import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { UsageError } from "@eks-auth/codegen/terminal";

/** The options of `npm run test:zoo`. */
export interface ZooOptions {
  /** The absolute path of the folder with the JSON ASTs; empty with `help`. */
  readonly models: string;
  /** Names of files without `.json`, or patterns with stars; empty for all. */
  readonly only: readonly string[];
  /** Whether generated packages are type-checked. */
  readonly types: boolean;
  readonly json: boolean;
  readonly help: boolean;
}

/**
 * Parses the command line of `npm run test:zoo`.
 *
 * @param directory - the folder that relative paths start from
 * @throws {UsageError} if it is not valid
 */
export function parseOptions(args: readonly string[], directory: string): ZooOptions {
  const values = parseValues(args);
  const { models, only = [], json = false, help = false, "no-types": noTypes = false } = values;
  if (models === undefined && !help) {
    throw new UsageError("--models is missing: pass the folder with the JSON ASTs.");
  }
  return { models: resolve(directory, models ?? ""), only, types: !noTypes, json, help };
}

/** Whether a name matches one of the patterns with stars, or there is none. */
export function isSelected(name: string, only: readonly string[]): boolean {
  const patterns = only.map((text) => text.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*"));
  return patterns.length === 0 || patterns.some((pattern) => new RegExp(`^${pattern}$`).test(name));
}

function parseValues(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        models: { type: "string" },
        only: { type: "string", multiple: true },
        "no-types": { type: "boolean" },
        json: { type: "boolean" },
        help: { type: "boolean" },
      },
    }).values;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
