import { CodedError } from "@eks-auth/server-runtime/coded-error";

/** The codes of a {@link CommandError}. */
export const commandErrorCodes = [
  "association_ambiguous",
  "association_exists",
  "association_not_found",
  "association_refused",
  "associations_in_cluster",
  "change_failed",
  "check_failed",
  "cluster_not_found",
  "dev_not_found",
  "device_not_found",
  "exchange_refused",
  "export_incomplete",
  "file_exists",
  "file_unusable",
  "file_unwritable",
  "import_conflict",
  "interrupted",
  "ip_failed",
  "ip_missing",
  "issuer_in_cluster",
  "kubectl_failed",
  "listen_failed",
  "not_permitted",
  "option_invalid",
  "resources_not_installed",
  "token_refused",
  "unwritable",
  "upstream_invalid",
] as const;

/** Why a command failed. */
export type CommandErrorCode = (typeof commandErrorCodes)[number];

/** A command failed: `eks-auth` prints the message and exits with 1. It says how to fix it, and contains no secret. */
export class CommandError extends CodedError {
  static override readonly brand: string = "@eks-auth/cli/CommandError";
  override readonly name = "CommandError";
  readonly code: CommandErrorCode;
  /** What is wrong; the message has a line or more for each. */
  readonly problems: readonly string[];

  /** @param message - one problem, or a list of at least one */
  constructor(code: CommandErrorCode, message: string | readonly string[], options?: ErrorOptions) {
    const problems = typeof message === "string" ? [message] : message;
    super(problems.join("\n"), options);
    this.code = code;
    this.problems = problems;
  }
}
