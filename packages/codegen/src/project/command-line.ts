/** The commands of the generator. */
export type CommandName =
  | "init"
  | "generate"
  | "check"
  | "watch"
  | "diff"
  | "changeset"
  | "check-changeset"
  | "version";

/**
 * Formats the command line that starts a command, for messages and help: `npx @eks-auth/codegen diff --json`. A repository
 * can have other names for the commands.
 */
export type CommandLine = (name: CommandName, ...options: readonly string[]) => string;

/** The command lines of the installed generator. */
export const npxCommandLine: CommandLine = (name, ...options) =>
  ["npx @eks-auth/codegen", name, ...options].join(" ");
