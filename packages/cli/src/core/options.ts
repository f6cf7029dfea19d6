import { type Command, InvalidArgumentError, Option } from "commander";
import { clusterPatterns } from "./cluster-patterns.ts";
import { logLevels } from "./log-line.ts";
import { looksLikeToken } from "./token-text.ts";

/** Creates the option for the configuration file. */
export function configOption(): Option {
  return new Option("--config <file>", "the configuration file").env("EKS_AUTH_CONFIG").makeOptionMandatory();
}

/**
 * Checks the name of a cluster.
 *
 * @param text - the option's value; empty if a shell variable in it is not set
 */
export function parseClusterName(text: string): string {
  if (!clusterPatterns.name.test(text)) {
    throw new InvalidArgumentError(
      text === ""
        ? "It is empty. Give the cluster's name in the EKS Auth API."
        : "A cluster's name has 1 to 100 letters, digits, hyphens and underscores, and starts with a letter or digit.",
    );
  }
  return text;
}

/** Creates the option for the log level. */
export function logLevelOption(): Option {
  return new Option("--log-level <level>", "the lowest level to log")
    .env("EKS_AUTH_LOG_LEVEL")
    .choices(logLevels)
    .default("info");
}

/** Parses a port number. */
export function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) {
    throw new InvalidArgumentError("A port is a number from 0 to 65535.");
  }
  return port;
}

/** Parses a number of seconds. */
export function parseSeconds(text: string): number {
  if (!/^\d{1,9}$/.test(text)) {
    throw new InvalidArgumentError("It must be a number of seconds.");
  }
  return Number(text);
}

/**
 * Ends a command with exit code 2 if its option for a token file is empty or contains the token itself.
 *
 * @param option - the option, `--token-file`
 * @param path - its value
 */
export function checkTokenFileName(command: Command, option: string, path: string): void {
  if (path === "") {
    command.error(`error: ${option} is empty. Give the file that contains the token.`);
  }
  if (looksLikeToken(path)) {
    command.error(`error: ${option} contains a token. Write the token to a file and give the file's name.`);
  }
}

/** The options for calls to the EKS Auth API. */
export interface UpstreamFlags {
  readonly endpoint?: string;
  readonly region?: string;
  readonly caFile?: string;
  readonly callerTokenFile?: string;
  readonly clientCertificateFile?: string;
  readonly clientKeyFile?: string;
  /** By default it depends on the others. */
  readonly signRequest?: boolean;
}

/** Adds the options for calls to the EKS Auth API. */
export function addUpstreamOptions(command: Command): Command {
  command
    .addOption(
      new Option(
        "--endpoint <url>",
        "the URL of the EKS Auth API, such as that of eks-auth serve (default: AWS's own)",
      ).env("EKS_AUTH_ENDPOINT"),
    )
    .addOption(
      new Option(
        "--region <name>",
        "the AWS region (default: the one that AWS SDKs find in the environment)",
      ).env("EKS_AUTH_REGION"),
    )
    .addOption(caFileOption("; read again when it changes"));
  return addCallerOptions(command)
    .option(
      "--sign-request",
      "sign calls with AWS credentials (default: unless one of the three files is given)",
    )
    .option("--no-sign-request", "call without AWS credentials; only an eks-auth serve accepts that");
}

/**
 * Creates the option for the authorities of the endpoint's certificate.
 *
 * @param note - what else its description says
 */
export function caFileOption(note = ""): Option {
  return new Option(
    "--ca-file <path>",
    `CA certificates (PEM) to verify the endpoint's certificate with (default: those of Node.js)${note}`,
  ).env("EKS_AUTH_CA_FILE");
}

/** Adds the options for what identifies the caller of an `eks-auth serve`. */
export function addCallerOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        "--caller-token-file <path>",
        "a service-account token that identifies the caller to eks-auth serve; read again when it changes",
      ).env("EKS_AUTH_CALLER_TOKEN_FILE"),
    )
    .addOption(
      new Option(
        "--client-certificate-file <path>",
        "a certificate (PEM) that identifies the caller to eks-auth serve; read again when it changes",
      ).env("EKS_AUTH_CLIENT_CERTIFICATE_FILE"),
    )
    .addOption(
      new Option("--client-key-file <path>", "the certificate's private key (PEM)").env(
        "EKS_AUTH_CLIENT_KEY_FILE",
      ),
    );
}
