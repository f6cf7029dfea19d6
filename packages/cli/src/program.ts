import { Command, CommanderError } from "commander";
import packageInfo from "../package.json" with { type: "json" };
import { createAgentCommand } from "./agent/command.ts";
import { createAssociationCommand } from "./association/command.ts";
import { createConfigCommand } from "./config/command.ts";
import { CommandError } from "./core/command-error.ts";
import { redactTokens } from "./core/token-text.ts";
import { createDevCommand } from "./dev/command.ts";
import { createDoctorCommand } from "./doctor/command.ts";
import { createExecCommand } from "./exec/command.ts";
import { createServeCommand } from "./serve/command.ts";
import { createTokenCommand } from "./token/command.ts";

/**
 * Runs the `eks-auth` command.
 *
 * @param args - the arguments behind the command's name
 * @returns the exit code: 0 for success, 1 where the work failed, 2 where the arguments are wrong; that
 *   of the command where `exec` ran one
 */
export async function run(args: readonly string[]): Promise<number> {
  let exitCode = 0;
  forgetEmptyVariables();
  const program = new Command("eks-auth")
    .description("The Amazon EKS Auth API for any Kubernetes cluster, and for a laptop without one")
    .version(packageInfo.version)
    .addCommand(createDevCommand())
    .addCommand(createServeCommand())
    .addCommand(createAgentCommand())
    .addCommand(createAssociationCommand())
    .addCommand(createConfigCommand())
    .addCommand(createTokenCommand())
    .addCommand(createDoctorCommand())
    .addCommand(
      createExecCommand((code) => {
        exitCode = code;
      }),
    );
  setUp(program);
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

/** One that is empty, as a file of settings without a value leaves it, gives nothing; commander would take it for a value. */
function forgetEmptyVariables(): void {
  for (const name of Object.keys(process.env)) {
    if (name.startsWith("EKS_AUTH_") && process.env[name] === "") {
      delete process.env[name];
    }
  }
}

/** What commander doesn't hand on to commands that are made elsewhere. */
function setUp(command: Command): void {
  command
    // Commander would end the process itself, in the middle of writing.
    .exitOverride()
    .showHelpAfterError("Run it with --help to see what it takes.")
    .configureOutput({ writeErr: writeError });
  addVariableHints(command);
  command.commands.forEach(setUp);
}

/** A message may quote an argument, and any argument may be a token by mistake. */
function writeError(text: string): void {
  process.stderr.write(redactTokens(text));
}

/** Has a command that misses an option name the environment variable that would give it, too. */
export function addVariableHints(command: Command): void {
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
