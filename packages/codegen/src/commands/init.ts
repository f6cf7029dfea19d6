import { readdirSync, rmSync } from "node:fs";
import { mkdir, readdir } from "node:fs/promises";
import { basename, join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { onInterruption } from "../files/interruption.ts";
import { updatePackages } from "../generate/project-packages.ts";
import { writeFiles } from "../generate/write-files.ts";
import type { CommandLine } from "../project/command-line.ts";
import type { Invocation } from "../project/invocation.ts";
import { findProject } from "../project/project.ts";
import { isScope } from "../project/settings.ts";
import { findJava } from "../smithy/toolchain.ts";
import { createMonorepo, type MonorepoOptions } from "../starter/monorepo.ts";
import { CommandError } from "../terminal/command-error.ts";
import { Progress } from "../terminal/output.ts";
import { runWithArguments } from "../terminal/run-command.ts";
import { UsageError } from "../terminal/usage-error.ts";

function createHelp(commandLine: CommandLine): string {
  return `Makes a monorepo to start from: a model with one operation, its generated packages (types, clients and server), a
service that implements the model, a call, tests, and a workflow for CI.

Usage: ${commandLine("init", "DIR", "--scope @NAME", "[OPTION]")}

  DIR             the folder to make; it must be empty or missing
  --scope @NAME   the npm scope of the packages
  --name NAME     the name of the project and of its service, in lower case with hyphens; the folder's name by default
  --packages DIR  a folder with the tarballs of @eks-auth/codegen, @eks-auth/server-runtime and @eks-auth/client-runtime, to
                  use instead of npm's
  --help          show this text

Needs Java 17 or newer, and Maven the first time. If a step fails or Ctrl-C ends it, the folder stays as it was.

Exit codes:
  0  made
  1  the folder is not empty, Java is missing, or a step failed
  2  a wrong option

Examples:
  ${commandLine("init", "library", "--scope @acme")}
  ${commandLine("init", "library", "--scope @acme", "--name book-shop", "--packages ../tarballs")}
`;
}

/** Runs the command `init`, and returns the exit code. */
export function init(invocation: Invocation): Promise<number> {
  const { args, directory, commandLine } = invocation;
  return runWithArguments(
    createHelp(commandLine),
    () => parseOptions(args, directory),
    (options) => makeMonorepo(options, invocation),
  );
}

/**
 * Parses the command line of `init`.
 *
 * @param directory - the folder that relative paths start from
 * @returns the options, or `"help"`
 * @throws UsageError if it is not valid
 */
export function parseOptions(args: readonly string[], directory: string): MonorepoOptions | "help" {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      scope: { type: "string" },
      name: { type: "string" },
      packages: { type: "string" },
      help: { type: "boolean" },
    },
  });
  if (values.help) {
    return "help";
  }
  const [path, ...others] = positionals;
  if (path === undefined || others.length > 0) {
    throw new UsageError("Give one folder to make.");
  }
  const { scope, packages } = values;
  if (scope === undefined) {
    throw new UsageError("--scope is missing: give the npm scope of the packages, such as @acme.");
  }
  if (!isScope(scope)) {
    throw new UsageError(`--scope must be an npm scope such as @acme, in lower case, not "${scope}".`);
  }
  const folder = resolve(directory, path);
  const name = values.name ?? basename(folder);
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) {
    throw new UsageError(
      values.name === undefined
        ? `The folder's name "${name}" can't be the name of the project: give one such as book-shop with --name.`
        : `--name must be a name such as book-shop, not "${name}".`,
    );
  }
  return { folder, scope, name, tarballs: packages === undefined ? undefined : resolve(directory, packages) };
}

async function makeMonorepo(options: MonorepoOptions, invocation: Invocation): Promise<number> {
  const { folder } = options;
  await requireEmpty(folder);
  await findJava();
  const files = await createMonorepo(options);
  const created = [...files.keys()].map((path) => ({ kind: "missing", path }) as const);
  const progress = new Progress();
  const firstMade = await mkdir(folder, { recursive: true });
  const undo = () =>
    firstMade === undefined ? removeContents(folder) : rmSync(firstMade, { recursive: true, force: true });
  using _cleanup = onInterruption(undo);
  try {
    await writeFiles(folder, files, created);
    await updatePackages(await findProject(folder, invocation.commandLine), progress);
  } catch (error) {
    progress.clear();
    undo();
    throw error;
  }
  const path = relative(invocation.directory, folder);
  const enter = path === "" ? "" : `  cd ${/[^\w./-]/.test(path) ? `"${path}"` : path}\n`;
  process.stdout.write(
    `Made ${folder}. Next:\n\n${enter}  npm install\n  npm run build\n  npm test\n  npm start\n\n` +
      "README.md lists the commands. Before the first release, commit the files with git.\n",
  );
  return 0;
}

/** The folder of git is allowed: an empty clone is a good place to start. */
async function requireEmpty(folder: string): Promise<void> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException): string[] => {
    if (error.code !== "ENOENT") {
      throw new CommandError(`${folder} can't be read as a folder: ${error.message}. Give a new folder.`);
    }
    return [];
  });
  if (names.some((name) => name !== ".git")) {
    throw new CommandError(`${folder} is not empty. Give a new folder, or empty this one.`);
  }
}

function removeContents(folder: string): void {
  for (const name of readdirSync(folder).filter((name) => name !== ".git")) {
    rmSync(join(folder, name), { recursive: true, force: true });
  }
}
