import { relative, sep } from "node:path";
import type { CommandLine, CommandName, Invocation } from "@eks-auth/codegen";
import { projectFolders, root } from "./root.ts";

/** The scripts of the root's package.json that start the generator's commands. */
const scripts: Readonly<Record<CommandName, string>> = {
  init: "generate -- --model",
  generate: "generate",
  check: "generate -- --check",
  watch: "generate -- --watch",
  diff: "model:diff",
  changeset: "changeset:model",
  "check-changeset": "check-changeset",
  version: "version",
};

const commandLine: CommandLine = (name, ...options) => {
  const script = `npm run ${scripts[name]}`;
  const separator = options.length === 0 || script.includes(" -- ") ? [] : ["--"];
  return [script, ...separator, ...options].join(" ").replace("-- [OPTION]", "[-- OPTION]");
};

/** Reads how a command of this repository was started. Relative paths start from the folder that npm was called in. */
export function readInvocation(): Invocation {
  const args = process.argv.slice(2);
  const directory = process.env.INIT_CWD ?? process.cwd();
  return { args, directory, projectFolders: selectProjects(args, directory), commandLine };
}

/** The only option for all projects. Others are about one model, or give output that can't be joined. */
const commonOption = "--check";

/** A command is for the project in whose folder it is called. In other folders it is for all, or the one of the root. */
function selectProjects(args: readonly string[], directory: string): readonly string[] {
  const isInside = (folder: string) => relative(folder, directory).split(sep)[0] !== "..";
  const called = projectFolders.filter((folder) => folder !== root && isInside(folder));
  if (called.length > 0) {
    return called;
  }
  return args.every((arg) => arg === commonOption) ? projectFolders : [root];
}
