import { Command } from "commander";
import { configOption } from "../core/options.ts";

/** The options that name a cluster's associations. */
export interface ClusterOptions {
  readonly config: string;
  readonly cluster: string;
  readonly json?: boolean;
}

/** The options that name one association. */
export interface NamesOptions extends ClusterOptions {
  readonly namespace: string;
  readonly serviceAccount: string;
}

/** Creates a subcommand for the associations of a cluster. */
export function createClusterCommand(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .addOption(configOption())
    .requiredOption("--cluster <name>", "the cluster in the configuration file")
    .option("--json", "print JSON");
}

/** Creates a subcommand for the association of a service account. */
export function createNamesCommand(name: string, description: string): Command {
  return createClusterCommand(name, description)
    .requiredOption("--namespace <name>", "the namespace")
    .requiredOption("--service-account <name>", "the service account");
}
