import type { Command } from "commander";
import { createAgentCommand } from "./agent/command.ts";
import { createAssociationCommand } from "./association/command.ts";
import { createCompletionCommand } from "./completion/command.ts";
import { createConfigCommand } from "./config/command.ts";
import type { CommandName } from "./core/descriptions.ts";
import { createDevCommand } from "./dev/command.ts";
import { createDoctorCommand } from "./doctor/command.ts";
import { createExecCommand } from "./exec/command.ts";
import { createLinkLocalCommand } from "./link-local/command.ts";
import { createServeCommand } from "./serve/command.ts";
import { createTokenCommand } from "./token/command.ts";
import { createWebhookCommand } from "./webhook/command.ts";

/**
 * Creates a command with its options.
 *
 * @param setExitCode - gets the exit code of the program that `exec` runs
 */
export function createCommand(name: CommandName, setExitCode: (code: number) => void): Command {
  const creators: Readonly<Record<CommandName, () => Command>> = {
    dev: createDevCommand,
    serve: createServeCommand,
    agent: createAgentCommand,
    webhook: createWebhookCommand,
    "link-local": createLinkLocalCommand,
    association: createAssociationCommand,
    config: createConfigCommand,
    token: createTokenCommand,
    doctor: createDoctorCommand,
    exec: () => createExecCommand(setExitCode),
    completion: createCompletionCommand,
  };
  return creators[name]();
}
