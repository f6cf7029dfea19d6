import configSchema from "@eks-auth/service/schemas/config.schema.json" with { type: "json" };
import { type Command, InvalidArgumentError, Option } from "commander";
import { looksLikeToken } from "./token-text.ts";

/** Makes the option that names the configuration file. */
export function configOption(): Option {
  return new Option("--config <file>", "the configuration file").env("EKS_AUTH_CONFIG").makeOptionMandatory();
}

const pattern = new RegExp(configSchema.properties.clusters.items.properties.name.pattern);

/**
 * Reads the option that names a cluster. A variable that isn't set gives an empty one.
 *
 * @param text - the option as it was given
 * @returns the same
 * @throws InvalidArgumentError where no cluster can be called that
 */
export function parseClusterName(text: string): string {
  if (!pattern.test(text)) {
    throw new InvalidArgumentError(
      text === ""
        ? "It is empty. Name the cluster, as the EKS Auth API calls it."
        : "A cluster's name is 1 to 100 letters, digits, hyphens and underscores, the first a letter or digit.",
    );
  }
  return text;
}

/** Makes the option that says how much is logged. */
export function logLevelOption(): Option {
  return new Option("--log-level <level>", "the least severe records to log")
    .env("EKS_AUTH_LOG_LEVEL")
    .choices(["debug", "info", "warn", "error"])
    .default("info");
}

/**
 * Reads the number of a port from the command line.
 *
 * @throws InvalidArgumentError where it is none
 */
export function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) {
    throw new InvalidArgumentError("A port is a number from 0 to 65535.");
  }
  return port;
}

/**
 * Ends a command as one with wrong arguments, where an option that names a token file is empty or has the token itself.
 *
 * @param option - the option, `--token-file`
 * @param path - its value
 * @throws CommanderError in place of the process's end
 */
export function checkTokenFileName(command: Command, option: string, path: string): void {
  if (path === "") {
    command.error(`error: ${option} is empty. Name the file that holds the token.`);
  }
  if (looksLikeToken(path)) {
    command.error(`error: ${option} has a token. Write the token to a file, and name that.`);
  }
}

/** The options that say how the EKS Auth API is called. */
export interface UpstreamFlags {
  /** Where it is; AWS's own unless given. */
  readonly endpoint?: string;
  /** The AWS region; what the AWS SDK finds in the environment unless given. */
  readonly region?: string;
  /** The file of certificates that its own must be signed by. */
  readonly caFile?: string;
  /** Whether requests are signed. */
  readonly signRequest: boolean;
}

/** Adds the options that say how the EKS Auth API is called. */
export function addUpstreamOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        "--endpoint <url>",
        "where the EKS Auth API is, such as an eks-auth serve (default: AWS's own)",
      ).env("EKS_AUTH_ENDPOINT"),
    )
    .addOption(
      new Option("--region <name>", "the AWS region (default: what AWS SDKs find in the environment)").env(
        "EKS_AUTH_REGION",
      ),
    )
    .addOption(
      new Option(
        "--ca-file <path>",
        "certificates, PEM, of the authorities that the endpoint's must be from (default: those of Node.js)",
      ).env("EKS_AUTH_CA_FILE"),
    )
    .option("--no-sign-request", "call without AWS credentials, as an eks-auth serve lets you");
}
