import type { PodToken } from "@eks-auth/agent/token";
import type { Environment } from "../sdk-environment/agent-variables.ts";
import { type Asked, type DoctorOptions, type Finding, type GotCredentials, notReached } from "./check.ts";
import type { CheckedCredentials } from "./check-sts.ts";
import type { CheckedTokenFile } from "./check-token-file.ts";
import type { CheckedVariables } from "./check-variables.ts";
import type { Configuration } from "./configuration.ts";

/** A configuration, why it can't be used, or nothing where none was given. */
export type FoundConfiguration = Configuration | Finding | undefined;

/** Reads the configuration where one was given. */
export async function reachConfiguration({
  config,
  cluster = "",
}: DoctorOptions): Promise<FoundConfiguration> {
  if (config === undefined) {
    return undefined;
  }
  const { readConfiguration } = await import("./configuration.ts");
  return readConfiguration(config, cluster);
}

/** Checks the token file where one is named. */
export async function reachTokenFile(
  options: DoctorOptions,
  { tokenFile }: CheckedVariables,
): Promise<CheckedTokenFile> {
  if (tokenFile === undefined) {
    return { finding: notReached("the name of the file") };
  }
  const { checkTokenFile } = await import("./check-token-file.ts");
  return checkTokenFile(tokenFile, { isForSdks: options.tokenFile === undefined, now: Date.now() });
}

/** Asks the agent where its address and a token are known. */
export async function reachAgent(
  { finding, agentUrl }: CheckedVariables,
  token: PodToken | undefined,
): Promise<Asked> {
  if (agentUrl === undefined) {
    return {
      finding:
        finding.status === "failed"
          ? notReached("the agent's address")
          : skip("No address of an agent is known here.", "--agent URL has it asked."),
    };
  }
  if (token === undefined) {
    return { finding: notReached("a token") };
  }
  const { askAgent } = await import("./check-agent.ts");
  return askAgent(agentUrl, token);
}

/** Asks the server where its address and a token are known. */
export async function reachServer(
  { endpoint, cluster }: DoctorOptions,
  configuration: FoundConfiguration,
  token: PodToken | undefined,
): Promise<Asked> {
  if (configuration !== undefined && "status" in configuration) {
    return { finding: configuration };
  }
  const address = endpoint ?? configuration?.endpoint;
  if (address === undefined || cluster === undefined) {
    return { finding: skip("Its address is not known here.", "--endpoint URL --cluster NAME has it asked.") };
  }
  if (token === undefined) {
    return { finding: notReached("a token") };
  }
  const { askServer } = await import("./check-server.ts");
  return askServer(address, cluster, token);
}

/** Checks the cluster's keys where there are a configuration and a token. */
export function reachKeys(
  configuration: FoundConfiguration,
  token: PodToken | undefined,
  tokenFile: string,
): Promise<Finding> {
  return withConfiguration(configuration, token, async (known, parsed) => {
    const { checkKeys } = await import("./check-keys.ts");
    return checkKeys(known, parsed, tokenFile);
  });
}

/** Looks for the association where there are a configuration and a token. */
export function reachAssociation(
  configuration: FoundConfiguration,
  token: PodToken | undefined,
): Promise<Finding> {
  return withConfiguration(configuration, token, async (known, { pod }) => {
    const { checkAssociation } = await import("./check-association.ts");
    return checkAssociation(known, pod);
  });
}

/** Asks STS where there are credentials. */
export async function reachSts(
  credentials: GotCredentials | undefined,
  configuration: FoundConfiguration,
  environment: Environment,
  asked: readonly Asked[],
): Promise<CheckedCredentials> {
  if (credentials === undefined) {
    const nobodyAsked = asked.every(({ finding: { status } }) => status === "skipped");
    return {
      finding: nobodyAsked
        ? skip("There are no credentials to try.", "--agent URL or --endpoint URL has some got.")
        : notReached("credentials"),
    };
  }
  const { askSts } = await import("./check-sts.ts");
  const region = configuration && "cluster" in configuration ? configuration.cluster.region : undefined;
  return askSts(credentials, environment, region);
}

async function withConfiguration(
  configuration: FoundConfiguration,
  token: PodToken | undefined,
  check: (configuration: Configuration, token: PodToken) => Promise<Finding>,
): Promise<Finding> {
  if (configuration === undefined) {
    return skip(
      "The server's configuration is not known here.",
      "--config FILE --cluster NAME has it checked.",
    );
  }
  if ("status" in configuration) {
    return notReached("a configuration that can be used");
  }
  return token === undefined ? notReached("a token") : check(configuration, token);
}

function skip(found: string, remedy: string): Finding {
  return { status: "skipped", found, remedy };
}
