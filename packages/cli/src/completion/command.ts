import { Argument, Command } from "commander";
import { descriptions } from "../core/descriptions.ts";
import { helpText } from "../core/help-text.ts";

const shells = ["bash", "zsh", "fish"] as const;

/** A shell that completion scripts are written for. */
export type Shell = (typeof shells)[number];

const examples = `
Examples:
  source <(eks-auth completion bash)
      in ~/.bashrc: complete commands, options, values and files in each new shell
  source <(eks-auth completion zsh)
      in ~/.zshrc, after compinit
  eks-auth completion fish > ~/.config/fish/completions/eks-auth.fish
      once, and again after an update
`;

/** Creates the `completion` command. */
export function createCompletionCommand(): Command {
  return new Command("completion")
    .description(descriptions.completion)
    .addArgument(new Argument("<shell>", "the shell").choices(shells))
    .addHelpText("after", helpText(examples))
    .action(async (shell: Shell, _options: object, command: Command) => {
      // Loaded on demand, because it loads all commands.
      const { printCompletion } = await import("./print-completion.ts");
      printCompletion(shell, command.parent);
    });
}
