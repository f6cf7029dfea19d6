import type { Command } from "commander";
import type { KubectlAccess } from "../kubectl/access.ts";

/** The options that name where associations are: a file of a configuration, or a Kubernetes cluster. */
export interface SourceOptions {
  readonly config?: string;
  readonly cluster?: string;
  readonly context?: string;
  readonly kubeconfig?: string;
}

/** A cluster of a configuration, whose associations are in a file. */
export interface FileSource {
  readonly config: string;
  readonly cluster: string;
}

/** Where associations are. */
export type Source =
  | ({ readonly kind: "file" } & FileSource)
  | { readonly kind: "kubernetes"; readonly access: KubectlAccess };

/**
 * Selects where associations are. `EKS_AUTH_CONFIG` does not count if the user names a context: the option is for this run,
 * and the variable for all.
 *
 * @param command - ends with exit code 2 if an option is missing, or does not fit the others
 */
export function selectSource(options: SourceOptions, command: Command): Source {
  const { config, cluster, context, kubeconfig } = options;
  if (context !== undefined || kubeconfig !== undefined) {
    rejectOptions(command, ["config", "cluster"], "is for associations in a file; omit it with --context");
    return { kind: "kubernetes", access: { context, kubeconfig } };
  }
  rejectOptions(command, ["clusterWide", "name"], "is for association resources; it requires --context");
  if (config === undefined) {
    return command.error(
      "error: required option '--config <file>' not specified. Give it, or set EKS_AUTH_CONFIG. For association resources, use --context.",
    );
  }
  if (cluster === undefined) {
    return command.error("error: required option '--cluster <name>' not specified");
  }
  return { kind: "file", config, cluster };
}

function rejectOptions(command: Command, names: readonly string[], reason: string): void {
  const option = command.options.find(
    (each) =>
      names.includes(each.attributeName()) && command.getOptionValueSource(each.attributeName()) === "cli",
  );
  if (option !== undefined) {
    command.error(`error: option '${option.flags}' ${reason}.`);
  }
}

/**
 * Requires options, with commander's own message.
 *
 * @param flags - of the option that is missing, by its value
 */
export function requireOptions(command: Command, flags: Readonly<Record<string, unknown>>): void {
  const missing = Object.entries(flags).find(([, value]) => value === undefined);
  if (missing !== undefined) {
    command.error(`error: required option '${missing[0]}' not specified`);
  }
}
