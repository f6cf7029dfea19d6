import { resolve } from "node:path";
import { parseArgs } from "node:util";
import type { TargetOptions } from "./target.ts";

/** What a command line asks for. */
export type Command =
  | { readonly kind: "help" | "check" | "watch" | "regenerate" }
  | { readonly kind: "other-model"; readonly target: TargetOptions };

/** A command line that says nothing that can be done. */
export class UsageError extends Error {
  override readonly name: string = "UsageError";
}

/**
 * Reads the command line of `generate`.
 *
 * @param args - `["--check"]`
 * @param directory - what relative paths start from
 * @throws UsageError naming what is wrong and what would be right
 */
export function parseOptions(args: readonly string[], directory: string): Command {
  const values = parseValues(args);
  if (values.help) {
    return { kind: "help" };
  }
  const { check, watch, ...other } = values;
  const given = Object.keys(other).filter((name) => name in values && name !== "help");
  if (check && watch) {
    throw new UsageError("--check and --watch exclude each other: give one of them.");
  }
  const mode = check ? "check" : watch ? "watch" : "regenerate";
  if (given.length === 0) {
    return { kind: mode };
  }
  if (mode !== "regenerate") {
    throw new UsageError(`--${mode} is for this repository's packages: leave out --${given.join(", --")}.`);
  }
  return { kind: "other-model", target: readTarget(other, directory) };
}

function parseValues(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        check: { type: "boolean" },
        watch: { type: "boolean" },
        help: { type: "boolean" },
        model: { type: "string" },
        out: { type: "string" },
        scope: { type: "string" },
        service: { type: "string" },
      },
    }).values;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function readTarget(
  { model, out, scope, service }: { model?: string; out?: string; scope?: string; service?: string },
  directory: string,
): TargetOptions {
  if (!model || !out || !scope) {
    const missing = Object.entries({ model, out, scope }).filter(([, value]) => !value);
    const names = missing.map(([name]) => `--${name}`).join(", ");
    throw new UsageError(`Packages of another model take --model, --out and --scope; missing: ${names}.`);
  }
  if (!/^@[a-z0-9][a-z0-9._-]*$/.test(scope)) {
    throw new UsageError(`--scope ${scope} is no npm scope: write it as @acme, in lower case.`);
  }
  if (service !== undefined && !/^[\w.]+#\w+$/.test(service)) {
    throw new UsageError(`--service ${service} is no shape ID: write it as com.acme.library#Library.`);
  }
  return { model: resolve(directory, model), out: resolve(directory, out), scope, service };
}
