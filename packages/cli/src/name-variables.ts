import type { Command } from "commander";

/** Has a command that misses an option name the environment variable that would give it, too. */
export function nameVariables(command: Command): void {
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
