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
import { createLinkLocalCommand } from "./link-local/command.ts";
import { createServeCommand } from "./serve/command.ts";
import { createTokenCommand } from "./token/command.ts";
import { createWebhookCommand } from "./webhook/command.ts";

/**
 * Runs the `eks-auth` command.
 *
 * @param args - the arguments after the command's name
 * @returns the exit code: 0 on success, 1 if the command failed, 2 if the arguments are wrong; for `exec`, the exit
 *   code of the program that it ran
 */
export async function run(args: readonly string[]): Promise<number> {
  let exitCode = 0;
  deleteEmptyVariables();
  const program = new Command("eks-auth")
    .description("The Amazon EKS Auth API for any Kubernetes cluster, and for a laptop without one")
    .version(packageInfo.version)
    .addCommand(createDevCommand())
    .addCommand(createServeCommand())
    .addCommand(createAgentCommand())
    .addCommand(createWebhookCommand())
    .addCommand(createLinkLocalCommand())
    .addCommand(createAssociationCommand())
    .addCommand(createConfigCommand())
    .addCommand(createTokenCommand())
    .addCommand(createDoctorCommand())
    .addCommand(
      createExecCommand((code) => {
        exitCode = code;
      }),
    );
  configureErrors(program);
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

/** Treats an empty EKS_AUTH_* variable as unset. Commander would take it for a value. */
function deleteEmptyVariables(): void {
  for (const name of Object.keys(process.env)) {
    if (name.startsWith("EKS_AUTH_") && process.env[name] === "") {
      delete process.env[name];
    }
  }
}

/** Sets what a command does not inherit from its parent if it was created elsewhere. */
function configureErrors(command: Command): void {
  command
    // By default, commander ends the process itself, before its output is flushed.
    .exitOverride()
    .showHelpAfterError("Run it with --help for its options.")
    .configureOutput({ writeErr: writeError });
  addVariableHints(command);
  command.commands.forEach(configureErrors);
}

/** Hides tokens: a message may quote an argument, and any argument may be a token by mistake. */
function writeError(text: string): void {
  process.stderr.write(redactTokens(text));
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
