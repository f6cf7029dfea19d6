import { Command } from "commander";
import { configOption } from "../core/options.ts";

/** What every command on associations takes: which file they are in. */
export interface ClusterOptions {
  /** The configuration file. */
  readonly config: string;
  /** The cluster's name in it. */
  readonly cluster: string;
  /** Print JSON. */
  readonly json?: boolean;
}

/** What names an association. */
export interface NamesOptions extends ClusterOptions {
  readonly namespace: string;
  readonly serviceAccount: string;
}

/** Makes a command on the associations of a cluster. */
export function createClusterCommand(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .addOption(configOption())
    .requiredOption("--cluster <name>", "the cluster of the configuration file")
    .option("--json", "print JSON");
}

/** Makes a command on the association of a service account. */
export function createNamesCommand(name: string, description: string): Command {
  return createClusterCommand(name, description)
    .requiredOption("--namespace <name>", "the namespace")
    .requiredOption("--service-account <name>", "the service account");
}
