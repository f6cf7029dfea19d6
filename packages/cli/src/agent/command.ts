import { isIPv4, isIPv6 } from "node:net";
import type { ListenAddress } from "@eks-auth/agent";
import { Command, InvalidArgumentError, Option } from "commander";
import { addUpstreamOptions, logLevelOption, parseClusterName } from "../core/options.ts";
import { limitHeapGrowth } from "../core/v8-memory.ts";
import type { AgentCommandOptions } from "./run-agent.ts";

const examples = `
Examples:
  eks-auth agent --cluster prod
      for the pods of an EKS node, with the node's own AWS credentials
  eks-auth agent --cluster edge --endpoint https://eks-auth.example.org --ca-file ca.pem
      for the pods of any node, from an eks-auth serve behind a proxy that speaks TLS
  eks-auth agent --cluster dev --endpoint http://127.0.0.1:8480 --no-sign-request --listen 127.0.0.1:8481
      for the processes of this machine, from an eks-auth serve on it
  eks-auth agent --cluster edge --issuer https://oidc.example.org/edge …
      verify tokens here, too, with the cluster's own keys: a renewed token then finds its pod's credentials

Pods find it by AWS_CONTAINER_CREDENTIALS_FULL_URI=http://ADDRESS:PORT/v1/credentials and send the token in the file that
AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE names. A proxy is found by HTTPS_PROXY and NO_PROXY.
`;

/** Makes the `agent` command: credentials for the pods of a node, or the processes of a machine. */
export function createAgentCommand(): Command {
  const command = new Command("agent")
    .description(
      "Give pods their AWS credentials over HTTP, as the EKS Pod Identity Agent does, for every AWS SDK.",
    )
    .addOption(
      new Option("--cluster <name>", "the cluster that the pods belong to")
        .env("EKS_AUTH_CLUSTER")
        .argParser(parseClusterName)
        .makeOptionMandatory(),
    )
    .option(
      "--listen <address:port>",
      "where pods ask; may be given several times (default: 169.254.170.23:80 and [fd00:ec2::23]:80)",
      appendListenAddress,
    )
    .option(
      "--allow-host <name...>",
      "what requests may call the agent in their Host header, without a port, besides the addresses that it listens on",
    );
  return addUpstreamOptions(command)
    .addOption(
      new Option("--issuer <url>", "verify tokens here: the issuer, as they have it in iss").env(
        "EKS_AUTH_ISSUER",
      ),
    )
    .option(
      "--keys-file <path>",
      "the issuer's JSON Web Key Set (default: its discovery document says where it is)",
    )
    .addOption(new Option("--keys-url <url>", "the address of the issuer's key set").conflicts("keysFile"))
    .option("--keys-ca-file <path>", "certificates, PEM, that the issuer's own must be signed by")
    .option("--max-pods <number>", "for how many pods credentials are kept", parseCount, 2000)
    .addOption(localAddressOption("--probes", "where /healthz and /readyz are answered", 2703))
    .option("--no-probes", "answer no probes")
    .addOption(localAddressOption("--metrics", "where /metrics is answered", 2705))
    .option("--no-metrics", "answer no metrics")
    .addOption(logLevelOption())
    .addHelpText("after", examples)
    .action(async (options: AgentCommandOptions) => {
      // Before what is to be loaded has made its garbage.
      limitHeapGrowth();
      // Loaded on demand: nobody should wait for the agent to read a help text.
      const { runAgent } = await import("./run-agent.ts");
      await runAgent(options);
    });
}

/** @param port - by default, on this machine alone */
function localAddressOption(flag: string, description: string, port: number): Option {
  const host = "127.0.0.1";
  return new Option(`${flag} <address:port>`, description)
    .argParser(parseListenAddress)
    .default({ host, port }, `${host}:${port}`);
}

function parseCount(text: string): number {
  const count = Number(text);
  if (!/^\d+$/.test(text) || count < 1 || count > 1_000_000) {
    throw new InvalidArgumentError("It is a number from 1 to 1000000.");
  }
  return count;
}

/**
 * Reads an address to listen on from the command line: `127.0.0.1:8080`, `[::1]:80`.
 *
 * @throws InvalidArgumentError where it is none
 */
export function parseListenAddress(text: string): ListenAddress {
  const {
    inBrackets,
    host,
    port: digits,
  } = /^(?:\[(?<inBrackets>.*)\]|(?<host>.*)):(?<port>\d+)$/.exec(text)?.groups ?? {};
  const port = Number(digits);
  // The one spelling that URLs have, of many; they have none with a zone.
  const url = inBrackets !== undefined && isIPv6(inBrackets) ? URL.parse(`http://[${inBrackets}]`) : null;
  if (url !== null && port <= 65_535) {
    return { host: url.hostname.slice(1, -1), port };
  }
  if (host !== undefined && isIPv4(host) && port <= 65_535) {
    return { host, port };
  }
  throw new InvalidArgumentError("It is an address and a port, such as 127.0.0.1:8080 or [::1]:8080.");
}

/**
 * Reads one more address for an option that may be given several times.
 *
 * @param earlier - what was read before
 */
export function appendListenAddress(
  text: string,
  earlier: readonly ListenAddress[] | undefined,
): readonly ListenAddress[] {
  return [...(earlier ?? []), parseListenAddress(text)];
}
