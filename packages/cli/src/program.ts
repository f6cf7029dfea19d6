import { Command, CommanderError } from "commander";
import packageInfo from "../package.json" with { type: "json" };
import { CommandError } from "./core/command-error.ts";
import { type CommandName, descriptions } from "./core/descriptions.ts";
import { helpText } from "./core/help-text.ts";
import { findWidth, openStandardStreams, writeText } from "./core/standard-streams.ts";
import { redactTokens } from "./core/token-text.ts";

const examples = `
Examples:
  eks-auth dev
      serve on this machine, without AWS and Kubernetes
  eks-auth exec --dev -- aws sts get-caller-identity
      run a command with the credentials of a pod
  eks-auth serve --help
      options and examples of a command
`;

/**
 * Runs the `eks-auth` command.
 *
 * @param args - the arguments after the command's name
 * @returns the exit code: 0 on success, 1 if the command failed, 2 if the arguments are wrong; for `exec`, the exit
 *   code of the program that it ran
 */
export async function run(args: readonly string[]): Promise<number> {
  let exitCode = 0;
  const setExitCode = (code: number): void => {
    exitCode = code;
  };
  deleteEmptyVariables();
  const program = new Command("eks-auth")
    .description("The Amazon EKS Auth API for any Kubernetes cluster, and for a laptop without one")
    .version(packageInfo.version)
    .addHelpText("after", helpText(examples))
    // Only the name: the options of a command that is not loaded are not known.
    .configureHelp({ subcommandTerm: (command) => command.name() });
  const wanted = findCommandName(args);
  if (wanted === undefined) {
    for (const [name, description] of Object.entries(descriptions)) {
      program.addCommand(new Command(name).description(description));
    }
  } else {
    program.addCommand(await loadCommand(wanted, setExitCode));
  }
  configureOutput(program);
  program.hook("preAction", openStandardStreams);
  try {
    await program.parseAsync(args, { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) {
      return error.exitCode === 0 ? 0 : 2;
    }
    if (error instanceof CommandError) {
      writeError(`error: ${error.message}\n`);
      return 1;
    }
    throw error;
  }
}

/** Finds the command that arguments name, also after `help`. Options of the program itself have no values. */
function findCommandName(args: readonly string[]): CommandName | undefined {
  const [first, second] = args.filter((arg) => !arg.startsWith("-"));
  const name = first === "help" ? second : first;
  return Object.hasOwn(descriptions, name ?? "") ? (name as CommandName) : undefined;
}

/** Loads a command with its options. Commands are loaded on demand, because each takes time. */
async function loadCommand(name: CommandName, setExitCode: (code: number) => void): Promise<Command> {
  const { createCommand } = await import("./commands.ts");
  return createCommand(name, setExitCode);
}

/** Treats an empty EKS_AUTH_* variable as unset. Commander would take it for a value. */
function deleteEmptyVariables(): void {
  for (const name of Object.keys(process.env)) {
    if (name.startsWith("EKS_AUTH_") && process.env[name] === "") {
      delete process.env[name];
    }
  }
}

/** Sets what a command does not inherit from its parent if it was created elsewhere. */
function configureOutput(command: Command): void {
  command
    // By default, commander ends the process itself, before its output is flushed.
    .exitOverride()
    .showHelpAfterError("Run it with --help for its options.")
    // By default, descriptions next to long options are not wrapped at 80 columns.
    .configureHelp({ ...command.configureHelp(), minWidthToWrap: 20 })
    .configureOutput({
      writeOut: (text) => writeText("stdout", text),
      writeErr: writeError,
      getOutHelpWidth: () => findWidth("stdout"),
      getErrHelpWidth: () => findWidth("stderr"),
      // Help has none.
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    });
  addVariableHints(command);
  command.commands.forEach(configureOutput);
}

/** Hides tokens: a message may quote an argument, and any argument may be a token by mistake. */
function writeError(text: string): void {
  writeText("stderr", redactTokens(text));
}

/** Makes commander's message about a missing option name the environment variable that sets it. */
function addVariableHints(command: Command): void {
  const { outputError } = command.configureOutput();
  command.configureOutput({
    outputError(text, write) {
      const missing = command.options.find(
        ({ flags, envVar }) =>
          envVar !== undefined && text === `error: required option '${flags}' not specified\n`,
      );
      outputError?.(missing ? `${text.trimEnd()}. Give it, or set ${missing.envVar}.\n` : text, write);
    },
  });
}
