import { resolve } from "node:path";
import { parseArgs } from "node:util";
import type { TargetOptions } from "../emit/target.ts";
import type { Prepare } from "../generate/generate.ts";
import { checkPackages, regenerate } from "../generate/project-packages.ts";
import type { CommandLine } from "../project/command-line.ts";
import type { Invocation } from "../project/invocation.ts";
import { findFirstProject, findProjectFolder, findProjects } from "../project/project.ts";
import { isPrefix, isScope, isShapeId, patternModes } from "../project/settings.ts";
import { Progress } from "../terminal/output.ts";
import { UsageError } from "../terminal/usage-error.ts";

/** A parsed command line. */
export type Command =
  | { readonly kind: "help" | "check" | "watch" | "regenerate" }
  | { readonly kind: "other-model"; readonly target: TargetOptions };

/**
 * Parses the command line of `generate`.
 *
 * @param args - `["--check"]`
 * @param directory - the folder that relative paths start from
 * @throws UsageError if it is not valid; the message says what would be
 */
export function parseOptions(args: readonly string[], directory: string): Command {
  const values = parseValues(args);
  if (values.help) {
    return { kind: "help" };
  }
  const { check, watch, ...other } = values;
  const given = Object.keys(other).filter((name) => name in values && name !== "help");
  if (check && watch) {
    throw new UsageError("--check and --watch can't be combined: use one of them.");
  }
  const mode = check ? "check" : watch ? "watch" : "regenerate";
  if (given.length === 0) {
    return { kind: mode };
  }
  if (mode !== "regenerate") {
    throw new UsageError(`--${mode} is only for the packages of a project: remove --${given.join(", --")}.`);
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
        prefix: { type: "string" },
        service: { type: "string" },
        "no-openapi": { type: "boolean" },
        "no-clients": { type: "boolean" },
        patterns: { type: "string" },
      },
    }).values;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function readTarget(
  {
    model,
    out,
    scope,
    prefix = "",
    service,
    "no-openapi": noOpenApi = false,
    "no-clients": noClients = false,
    patterns: mode = "reject",
  }: {
    model?: string;
    out?: string;
    scope?: string;
    prefix?: string;
    service?: string;
    "no-openapi"?: boolean;
    "no-clients"?: boolean;
    patterns?: string;
  },
  directory: string,
): TargetOptions {
  if (!model || !out || !scope) {
    const missing = Object.entries({ model, out, scope }).filter(([, value]) => !value);
    const names = missing.map(([name]) => `--${name}`).join(", ");
    throw new UsageError(`Packages of another model need --model, --out and --scope; missing: ${names}.`);
  }
  if (!isScope(scope)) {
    throw new UsageError(`--scope ${scope} is not an npm scope: use a name such as @acme, in lower case.`);
  }
  if (!isPrefix(prefix)) {
    throw new UsageError(
      `--prefix ${prefix} can't start the name of a package: use a text such as shop-, in lower case.`,
    );
  }
  if (service !== undefined && !isShapeId(service)) {
    throw new UsageError(
      `--service ${service} is not a shape ID: use an ID such as com.acme.library#Library.`,
    );
  }
  const patterns = patternModes.find((known) => known === mode);
  if (patterns === undefined) {
    throw new UsageError(`--patterns ${mode} is not known: use ${patternModes.join(" or ")}.`);
  }
  const folder = resolve(directory, out);
  const workFolder = findProjectFolder(directory) ?? folder;
  return {
    model: resolve(directory, model),
    out: folder,
    workFolder,
    scope,
    prefix,
    service,
    openApi: !noOpenApi,
    clients: !noClients,
    patterns,
  };
}

function createHelp(commandLine: CommandLine): string {
  return `Generates types, clients and a server stub from a Smithy model.

Usage: ${commandLine("generate", "[OPTION]")}

Packages of a project, with the settings in its codegen.json; without a change it needs no Java:
  --check         write nothing; exit with 1 if a generated file is out of date. Without Java or Maven
                  compare digests with generated.lock.json instead, and say so
  --watch         after each change of the model, generate and build the packages, until Ctrl-C

Packages of another model, in a folder that becomes a project: it gets a codegen.json with these settings.
  --model DIR     the folder with its .smithy files or JSON ASTs, and its smithy-build.json if it has one
  --out DIR       the folder for types/, client/, client-light/ and server/. If they exist, only src/gen
                  and the client's test/gen are written
  --scope @NAME   the npm scope of the packages: @NAME/types, @NAME/client …
  --prefix TEXT   what the names begin with after the scope: @NAME/TEXTtypes, @NAME/TEXTserver …
  --service ID    the service's shape ID, if the model has more than one with restJson1
  --no-openapi    leave out the OpenAPI document and the types of the JSON, @NAME/types/wire
  --no-clients    leave out client/ and client-light/
  --patterns skip leave a @pattern unchecked that can't be matched in linear time, and list it in
                  server/src/gen/unchecked-patterns.md; default: reject the model

  --help          show this text

Needs Java 17 or newer, and Maven the first time.

Exit codes: 0 done; 1 a file is out of date, or the model is not valid; 2 a wrong option.

Examples:
  ${commandLine("generate")}   after a change of the model
  ${commandLine("check")}   before a commit
  ${commandLine("watch")}   while you work on the model
  ${commandLine("generate", "--model ../library/model --out ../library/packages --scope @acme")}
  ${commandLine("generate", "--model ../shop --out ../shop/packages --scope @acme --service com.acme.shop#Orders")}
`;
}

/**
 * Runs the command `generate`.
 *
 * @param prepare - called before a generation
 * @returns the exit code
 */
export async function generate(invocation: Invocation, prepare?: Prepare): Promise<number> {
  const command = readCommand(invocation);
  if (command === undefined) {
    return 2;
  }
  const progress = new Progress();
  try {
    return await run(command, invocation, progress, prepare);
  } finally {
    progress.clear();
  }
}

/** Loads rarely used modules, and those that take long to load, only if they are needed. */
async function run(
  command: Command,
  invocation: Invocation,
  progress: Progress,
  prepare: Prepare | undefined,
): Promise<number> {
  switch (command.kind) {
    case "help":
      process.stdout.write(createHelp(invocation.commandLine));
      return 0;
    case "check":
      return checkPackages(await findProjects(invocation), progress, prepare);
    case "regenerate":
      return regenerate(await findProjects(invocation), progress, prepare);
    case "watch":
      return (await import("./watch.ts")).watchModel(await findFirstProject(invocation), progress, prepare);
    case "other-model":
      return (await import("../generate/other-model.ts")).generateOtherModel(
        command.target,
        progress,
        prepare,
      );
  }
}

function readCommand({ args, directory, commandLine }: Invocation): Command | undefined {
  try {
    return parseOptions(args, directory);
  } catch (error) {
    if (!(error instanceof UsageError)) {
      throw error;
    }
    process.stderr.write(`error: ${error.message}\n\n${createHelp(commandLine)}`);
    return undefined;
  }
}
