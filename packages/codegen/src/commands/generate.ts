import { resolve } from "node:path";
import { parseArgs } from "node:util";
import type { TargetOptions } from "../emit/target.ts";
import { checkGenerated } from "../generate/drift.ts";
import type { Prepare } from "../generate/generate.ts";
import { regenerate } from "../generate/generate.ts";
import { Progress } from "../terminal/output.ts";

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

/** What `--help` prints. */
export const help = `Generates packages/{types,client,server}/src/gen from the Smithy model in model/,
or the same three packages for a model of your own.

Usage: npm run generate [-- OPTION]

This repository's packages; a generation that has nothing to do takes no Java:
  --check         write nothing; exit with 1 where a generated file is not what the model gives.
                  Without Java or Maven it compares digests with generated.lock.json instead, and says so.
  --watch         generate, and build the packages, after each change in model/, until Ctrl-C

Packages of another restJson1 service:
  --model DIR     the folder with its .smithy files, and its smithy-build.json where it has one
  --out DIR       the folder to make types/, client/ and server/ in. Where they are there already, only
                  src/gen and the client's test/gen are written
  --scope @NAME   what the packages' names start with: @NAME/types, @NAME/client, @NAME/server
  --service ID    the service's shape ID, where the model has several that speak restJson1

  --help          show this text

Needs Java 17 or newer, and Maven the first time.

Examples:
  npm run generate              after a change in model/ or scripts/
  npm run generate -- --check   before a commit
  npm run generate -- --watch   while you work on model/
  npm run generate -- --model ../library/model --out ../library/packages --scope @acme
  npm run generate -- --model ../shop --out ../shop/packages --scope @acme --service com.acme.shop#Orders

docs/regenerating.md tells more.
`;

/**
 * Runs `generate` by its command line.
 *
 * @param prepare - called before something is generated
 * @returns the exit code
 */
export async function generate(prepare?: Prepare): Promise<number> {
  const command = readCommand();
  if (command === undefined) {
    return 2;
  }
  const progress = new Progress();
  try {
    return await run(command, progress, prepare);
  } finally {
    progress.clear();
  }
}

/** What is seldom asked for, and what takes long to load, is loaded where it is asked for. */
async function run(command: Command, progress: Progress, prepare: Prepare | undefined): Promise<number> {
  switch (command.kind) {
    case "help":
      process.stdout.write(help);
      return 0;
    case "check":
      return checkGenerated(progress, prepare);
    case "regenerate":
      return regenerate(progress, prepare);
    case "watch":
      return (await import("./watch.ts")).watchModel(progress, prepare);
    case "other-model":
      return (await import("../generate/other-model.ts")).generateOtherModel(
        command.target,
        progress,
        prepare,
      );
  }
}

/** npm runs scripts in the root and says where it was called: relative paths start there. */
function readCommand(): Command | undefined {
  try {
    return parseOptions(process.argv.slice(2), process.env.INIT_CWD ?? process.cwd());
  } catch (error) {
    if (!(error instanceof UsageError)) {
      throw error;
    }
    process.stderr.write(`error: ${error.message}\n\n${help}`);
    return undefined;
  }
}
