import { isTrustedUrl } from "@eks-auth/server-runtime/trusted-url";
import { Command, InvalidArgumentError, Option } from "commander";
import { clusterPatterns } from "../core/cluster-patterns.ts";
import { helpText } from "../core/help-text.ts";
import { parseClusterName } from "../core/options.ts";
import type { InitOptions } from "./init.ts";

const examples = `
Examples:
  eks-auth config init --cluster edge --region eu-west-1 --account 111122223333 --issuer https://oidc.example.org/edge
  eks-auth config init --cluster lab --region eu-west-1 --account 111122223333 --credentials embedded \\
    --issuer https://kubernetes.default.svc.cluster.local --keys-file jwks.json --output -

Ask your cluster for the issuer and its keys:
  kubectl get --raw /.well-known/openid-configuration | jq -r .issuer
  kubectl get --raw /openid/v1/jwks > jwks.json
`;

/** Creates the command `config init`. */
export function createInitCommand(): Command {
  return new Command("init")
    .description("Write a configuration file with one cluster, and comments that explain it.")
    .requiredOption("--cluster <name>", "the cluster's name, which agents send", parseClusterName)
    .requiredOption("--region <name>", "the AWS region of the cluster, and of STS", parseRegion)
    .requiredOption("--account <id>", "the AWS account of the cluster", parseAccount)
    .requiredOption("--issuer <url>", "the issuer of the cluster's tokens, exactly as in their iss claim")
    .option("--keys-file <path>", "a file with the issuer's keys (default: the issuer's discovery document)")
    .option("--associations <path>", "the association file, which need not exist yet (default: CLUSTER.yaml)")
    .addOption(
      new Option(
        "--credentials <issuer>",
        "who issues credentials: AWS STS, or the embedded issuer for work without AWS",
      )
        .choices(["sts", "embedded"])
        .default("sts"),
    )
    .option("--output <path>", "the file to write, or - for standard output", "eks-auth.yaml")
    .option("--force", "overwrite an existing file")
    .addHelpText("after", helpText(examples))
    .action(async (options: InitOptions, command: Command) => {
      if (options.keysFile === undefined && !isTrustedUrl(options.issuer)) {
        command.error(
          `error: the issuer ${options.issuer} is no https URL, so its keys can't be read from there. Save them in a file, and name it with --keys-file.`,
        );
      }
      const { runInit } = await import("./init.ts");
      await runInit(options);
    });
}

function parseRegion(text: string): string {
  if (!clusterPatterns.region.test(text)) {
    throw new InvalidArgumentError("It must be an AWS region, such as eu-west-1.");
  }
  return text;
}

function parseAccount(text: string): string {
  if (!clusterPatterns.accountId.test(text)) {
    throw new InvalidArgumentError("It must be the 12 digits of an AWS account.");
  }
  return text;
}
