import { type Command, Option } from "commander";

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
