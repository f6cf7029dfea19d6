import { type LogEvent, type Refusal, startAgent } from "@eks-auth/agent";
import { EKSAuthClient } from "@eks-auth/client";
import { CommandError } from "../core/command-error.ts";
import { printNote } from "../core/output.ts";
import type { CredentialSource, Environment } from "../sdk-environment/agent-variables.ts";
import { addSignRequestHint, openUpstream } from "../upstream/open-upstream.ts";
import type { ExecOptions } from "./options.ts";
import { openUserTokenFile, type RunTokenFile, startPodTokenFile } from "./token-file.ts";

/** What gives a command its credentials, for as long as it runs. */
export interface RunningSource extends CredentialSource {
  /** Ends it, and removes what was made for this run. */
  stop(): Promise<void>;
}

/**
 * Starts an agent of our own for a pod, which asks the EKS Auth API for its credentials. It calls the API as ourselves:
 * with what the AWS SDK finds in our environment.
 *
 * @param signal - gives up when it is aborted
 * @throws CommandError where there is no token, or an option can't be used
 */
export async function startAgentSource(options: ExecOptions, signal: AbortSignal): Promise<RunningSource> {
  const region = await findRegion(options.region, process.env);
  if (region === undefined && options.endpoint !== undefined && options.signRequest) {
    throw new CommandError(
      "no AWS region is known, which requests are signed for. For an eks-auth serve, or a dev, give --no-sign-request: it " +
        "needs neither; else give --region, or set AWS_REGION.",
    );
  }
  const upstream = await openUpstream({ ...options, ...(region !== undefined && { region }) });
  const token = await openToken(options, signal);
  try {
    const agent = await startAgent({
      clusterName: options.cluster ?? "",
      upstream,
      listen: [{ host: "127.0.0.1", port: 0 }],
      hooks: { onRefusal: reportRefusal, onLogEvent: reportNotice },
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

/**
 * Finds the AWS region: the one that was asked for, the environment's, or the one of the user's AWS configuration file.
 *
 * @param asked - the command's option
 * @returns `undefined` where nobody says
 */
export async function findRegion(
  asked: string | undefined,
  { AWS_REGION, AWS_DEFAULT_REGION }: Environment,
): Promise<string | undefined> {
  const said = asked ?? (AWS_REGION || AWS_DEFAULT_REGION);
  if (said) {
    return said;
  }
  const client = new EKSAuthClient({});
  try {
    return await client.config.region();
  } catch {
    return undefined;
  } finally {
    client.destroy();
  }
}

/** Tells the person at the terminal why the command got no credentials. */
export function reportRefusal({ code, reason, requestId, credentialsProblem }: Refusal): void {
  const request = requestId === undefined ? "" : ` (request ${requestId})`;
  printNote("refused", withProblem(`${code}: ${reason}${request}`, credentialsProblem));
}

/** Tells the person at the terminal what else happened to the credentials. */
export function reportNotice({ level, message, credentialsProblem }: LogEvent): void {
  if (level !== "info") {
    printNote(level === "warn" ? "warning" : "error", withProblem(message, credentialsProblem));
  }
}

function withProblem(text: string, credentialsProblem: string | undefined): string {
  const problem = addSignRequestHint(credentialsProblem);
  return problem === undefined ? text : `${text} ${problem}`;
}

/**
 * Starts a development environment, and gives what its sample pod gets.
 *
 * @throws CommandError where it can't be started
 */
export async function startDevSource(): Promise<RunningSource> {
  // Loaded on demand: an agent needs nothing of the service.
  const [{ startDevEnvironment }, { devCluster }] = await Promise.all([
    import("../dev/environment.ts"),
    import("../dev/sample.ts"),
  ]);
  const environment = await startDevEnvironment({ port: 0, directory: undefined });
  return {
    credentialsUrl: `${environment.agentUrl}/v1/credentials`,
    tokenFile: environment.tokenFile,
    region: devCluster.region,
    stsUrl: environment.stsUrl,
    stop: () => environment.stop(),
  };
}
