import type { CommandLine, CommandName, Invocation } from "@eks-auth/codegen";
import { root } from "./root.ts";

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
  return {
    args: process.argv.slice(2),
    directory: process.env.INIT_CWD ?? process.cwd(),
    projectFolder: root,
    commandLine,
  };
}
