import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { packageFolder } from "./files/package-folder.ts";
import { type CommandName, npxCommandLine } from "./project/command-line.ts";
import type { Invocation } from "./project/invocation.ts";
import { formatTable } from "./terminal/output.ts";
import { runCommand } from "./terminal/run-command.ts";

/** A command of the installed generator. */
interface Command {
  readonly summary: string;
  readonly run: (invocation: Invocation) => Promise<number>;
}

/** Modules of commands are loaded only if they are needed. */
const commands: Readonly<Record<CommandName, Command>> = {
  init: {
    summary: "makes a monorepo to start from: a model, its packages, a server and a call",
    run: async (invocation) => (await import("./commands/init.ts")).init(invocation),
  },
  generate: {
    summary: "generates the packages from the model",
    run: async (invocation) => (await import("./commands/generate.ts")).generate(invocation),
  },
  check: {
    summary: "checks that the generated files are up to date",
    run: async (invocation) => (await import("./commands/check.ts")).check(invocation),
  },
  watch: {
    summary: "generates and builds after each change of the model",
    run: async (invocation) => (await import("./commands/watch.ts")).watch(invocation),
  },
  diff: {
    summary: "shows what changed in the model, and the bump that it needs",
    run: async (invocation) => (await import("./commands/diff.ts")).diff(invocation),
  },
  changeset: {
    summary: "writes the changeset of the model's changes",
    run: async (invocation) => (await import("./commands/changeset.ts")).changeset(invocation),
  },
  "check-changeset": {
    summary: "checks that the changesets cover the changes",
    run: async (invocation) => (await import("./commands/check-changeset.ts")).checkChangeset(invocation),
  },
  version: {
    summary: "moves the packages to their next version",
    run: async (invocation) => (await import("./commands/version.ts")).version(invocation),
  },
};

const list = Object.entries(commands).map(([name, { summary }]) => [name, summary]);

const help = `Generates types, a client and a server stub from a Smithy model of a restJson1 service, and versions them.

Usage: npx @eks-auth/codegen COMMAND [OPTION]

${formatTable(["command", "purpose"], list)}
Each command has --help. It runs in a folder with a codegen.json, or below one. Generating needs Java 17 or newer, and
Maven the first time. --version prints the version of the generator.

Exit codes: 0 done; 1 the command failed; 2 an unknown command or option.

Examples:
  npx @eks-auth/codegen init library --scope @acme
  npx @eks-auth/codegen generate
  npx @eks-auth/codegen diff v1.2.0
`;

/** Runs the command that the arguments of the process name, and returns the exit code. */
async function main([name = "", ...args]: readonly string[]): Promise<number> {
  const command = new Map(Object.entries(commands)).get(name);
  if (command !== undefined) {
    const directory = process.cwd();
    return command.run({ args, directory, projectFolders: [directory], commandLine: npxCommandLine });
  }
  if (name === "--help" || name === "help") {
    process.stdout.write(help);
    return 0;
  }
  if (name === "--version") {
    const { version } = JSON.parse(await readFile(join(packageFolder, "package.json"), "utf8"));
    process.stdout.write(`${version}\n`);
    return 0;
  }
  const problem = name === "" ? "a command is missing" : `there is no command ${name}`;
  process.stderr.write(`error: ${problem}.\n\n${help}`);
  return 2;
}

await runCommand(() => main(process.argv.slice(2)));
