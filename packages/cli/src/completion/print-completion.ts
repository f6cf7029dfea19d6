import { Command } from "commander";
import { createCommand } from "../commands.ts";
import { type CommandName, descriptions } from "../core/descriptions.ts";
import type { Shell } from "./command.ts";
import { describeCommand } from "./described-command.ts";
import { formatBash } from "./format-bash.ts";
import { formatFish } from "./format-fish.ts";
import { formatZsh } from "./format-zsh.ts";

const formats = { bash: formatBash, zsh: formatZsh, fish: formatFish } as const;

/**
 * Prints the completion script of a shell, for all commands and options as they are defined.
 *
 * @param program - `eks-auth`, for its own options. Its commands can be missing
 */
export function printCompletion(shell: Shell, program: Command | null): void {
  const all = new Command("eks-auth").version(program?.version() ?? "");
  for (const name of Object.keys(descriptions) as CommandName[]) {
    all.addCommand(createCommand(name, () => {}));
  }
  process.stdout.write(formats[shell](describeCommand(all)));
}
