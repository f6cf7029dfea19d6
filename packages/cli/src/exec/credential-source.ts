import type { AgentHooks } from "@eks-auth/agent";
import { CommandError } from "../core/command-error.ts";
import type { UpstreamFlags } from "../core/options.ts";
import { printNote } from "../core/output.ts";
import type { CredentialSource, Environment } from "../sdk-environment/agent-variables.ts";
import { isSigning } from "../upstream/caller-files.ts";
import { addSignRequestHint, openUpstream } from "../upstream/open-upstream.ts";
import type { ExecOptions } from "./options.ts";
import { openUserTokenFile, type RunTokenFile, startPodTokenFile } from "./token-file.ts";

/** The source of a program's credentials, for as long as it runs. */
export interface RunningSource extends CredentialSource {
  /** Stops it, and removes the files of this run. */
  stop(): Promise<void>;
}

/**
 * Starts the credential source that the options name: a development environment, or an agent for a pod.
 *
 * @param signal - aborts the start
 */
export function startCredentialSource(options: ExecOptions, signal: AbortSignal): Promise<RunningSource> {
  return options.dev ? startDevSource() : startAgentSource(options, signal);
}

async function startDevSource(): Promise<RunningSource> {
  // Loaded on demand: an agent needs nothing of the service.
  const [{ startDevEnvironment }, { devCluster }] = await Promise.all([
    import("../dev/environment.ts"),
    import("../dev/sample.ts"),
  ]);
  const environment = await startDevEnvironment();
  return {
    credentialsUrl: `${environment.agentUrl}/v1/credentials`,
    tokenFile: environment.tokenFile,
    region: devCluster.region,
    stsUrl: environment.stsUrl,
    stop: () => environment.stop(),
  };
}

/** Starts an agent that calls the EKS Auth API, and signs with the AWS credentials of the user's environment. */
async function startAgentSource(options: ExecOptions, signal: AbortSignal): Promise<RunningSource> {
  const region = await findRegion(options.region, process.env);
  if (region === undefined && options.endpoint !== undefined && isSigning(options)) {
    throw new CommandError(
      "upstream_invalid",
      "no AWS region is known to sign requests for. Use --no-sign-request if the endpoint is an eks-auth serve or dev; " +
        "otherwise use --region or set AWS_REGION.",
    );
  }
  const upstream = await openUpstream({ ...options, ...(region !== undefined && { region }) });
  const token = await openToken(options, signal);
  try {
    const { startAgent } = await import("@eks-auth/agent");
    const agent = await startAgent({
      clusterName: options.cluster ?? "",
      upstream,
      listen: [{ host: "127.0.0.1", port: 0 }],
      hooks: createHooks(options),
    });
    return {
      credentialsUrl: `${agent.urls[0]}/v1/credentials`,
      tokenFile: token.path,
      region,
      async stop() {
        try {
          await agent.stop(0);
        } finally {
          await token.stop();
        }
      },
    };
  } catch (error) {
    await token.stop();
    throw error;
  }
}

async function openToken(
  { tokenFile, pod, kubeconfig, context }: ExecOptions,
  signal: AbortSignal,
): Promise<RunTokenFile> {
  if (pod !== undefined) {
    return startPodTokenFile({ pod, kubeconfig, context }, signal);
  }
  return openUserTokenFile(tokenFile ?? "");
}

/** Finds the AWS region: the option's, the environment's, or that of the user's AWS configuration file. */
async function findRegion(
  option: string | undefined,
  { AWS_REGION, AWS_DEFAULT_REGION }: Environment,
): Promise<string | undefined> {
  const region = option ?? (AWS_REGION || AWS_DEFAULT_REGION);
  if (region) {
    return region;
  }
  const agent = await import("@eks-auth/agent");
  return agent.findRegion();
}

/** Creates the hooks that print problems. */
function createHooks(flags: UpstreamFlags): AgentHooks {
  const withProblem = (text: string, credentialsProblem: string | undefined): string => {
    const problem = addSignRequestHint(credentialsProblem, flags);
    return problem === undefined ? text : `${text} ${problem}`;
  };
  return {
    onRefusal({ code, message, requestId, credentialsProblem }) {
      const request = requestId === undefined ? "" : ` (request ${requestId})`;
      printNote("refused", withProblem(`${code}: ${message}${request}`, credentialsProblem));
    },
    onLogEvent({ level, message, credentialsProblem }) {
      if (level !== "info") {
        printNote(level === "warn" ? "warning" : "error", withProblem(message, credentialsProblem));
      }
    },
  };
}
