import type { ListenAddress } from "@eks-auth/agent";
import { Command, InvalidArgumentError, Option } from "commander";
import { descriptions } from "../core/descriptions.ts";
import { helpText } from "../core/help-text.ts";
import { parseListenAddress } from "../core/listen-address.ts";
import { addUpstreamOptions, logLevelOption, parseClusterName } from "../core/options.ts";
import type { AgentCommandOptions } from "./run-agent.ts";

const examples = `
Examples:
  eks-auth agent --cluster prod
      for the pods of an EKS node, with the node's own AWS credentials
  eks-auth agent --cluster edge --endpoint https://eks-auth.example.org --ca-file ca.pem \\
    --caller-token-file /var/run/secrets/eks-auth/token
      for the pods of any node, with an eks-auth serve that knows this agent by its service account
  eks-auth agent --cluster edge --endpoint https://eks-auth.example.org --ca-file ca.pem \\
    --client-certificate-file agent.crt --client-key-file agent.key
      the same with a client certificate
  eks-auth agent --cluster dev --endpoint http://127.0.0.1:8480 --no-sign-request --listen 127.0.0.1:8481
      for the processes of this machine, with an eks-auth serve on it
  eks-auth agent --cluster edge --endpoint http://127.0.0.1:8480 --no-sign-request \\
    --issuer https://oidc.example.org/edge
      also verify tokens here, with the cluster's keys; a renewed token then gets its pod's cached credentials

Pods set AWS_CONTAINER_CREDENTIALS_FULL_URI=http://ADDRESS:PORT/v1/credentials, and send the token in the file that
AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE names. The agent uses the proxy that HTTPS_PROXY and NO_PROXY set.
`;

/** Creates the `agent` command, which gives credentials to the pods of a node, or to the processes of a machine. */
export function createAgentCommand(): Command {
  const command = new Command("agent")
    .description(descriptions.agent)
    .addOption(
      new Option("--cluster <name>", "the cluster that the pods belong to")
        .env("EKS_AUTH_CLUSTER")
        .argParser(parseClusterName)
        .makeOptionMandatory(),
    )
    .option(
      "--listen <address:port>",
      "an address to listen on; can be repeated (default: 169.254.170.23:80 and [fd00:ec2::23]:80)",
      appendListenAddress,
    )
    .option(
      "--allow-host <name...>",
      "hosts, without a port, that the Host header may name in addition to the addresses listened on",
    );
  return addUpstreamOptions(command)
    .addOption(
      new Option("--issuer <url>", "verify tokens here: their issuer, as in the iss claim").env(
        "EKS_AUTH_ISSUER",
      ),
    )
    .option(
      "--keys-file <path>",
      "the issuer's JSON Web Key Set (default: the one that its discovery document names)",
    )
    .addOption(new Option("--keys-url <url>", "the URL of the issuer's key set").conflicts("keysFile"))
    .option("--keys-ca-file <path>", "CA certificates (PEM) to verify the issuer's certificate with")
    .option("--max-pods <number>", "the number of pods whose credentials are cached", parseCount, 2000)
    .addOption(localAddressOption("--probes", "the address of /healthz and /readyz", 2703))
    .option("--no-probes", "serve no probes")
    .addOption(localAddressOption("--metrics", "the address of /metrics", 2705))
    .option("--no-metrics", "serve no metrics")
    .addOption(logLevelOption())
    .addHelpText("after", helpText(examples))
    .action(async (options: AgentCommandOptions) => {
      // Loaded on demand, so that help does not wait for the agent.
      const { runAgent } = await import("./run-agent.ts");
      await runAgent(options);
    });
}

/** @param port - the default port, on 127.0.0.1 */
function localAddressOption(flag: string, description: string, port: number): Option {
  const host = "127.0.0.1";
  return new Option(`${flag} <address:port>`, description)
    .argParser(parseListenAddress)
    .default({ host, port }, `${host}:${port}`);
}

function parseCount(text: string): number {
  const count = Number(text);
  if (!/^\d+$/.test(text) || count < 1 || count > 1_000_000) {
    throw new InvalidArgumentError("It must be a number from 1 to 1000000.");
  }
  return count;
}

function appendListenAddress(
  text: string,
  earlier: readonly ListenAddress[] | undefined,
): readonly ListenAddress[] {
  return [...(earlier ?? []), parseListenAddress(text)];
}
