import { startAgent } from "@eks-auth/agent";
import { CommandFailure } from "../../failure.ts";
import { openUpstream } from "../../upstream/open-upstream.ts";
import type { HeldToken } from "../token/held-token.ts";
import { keepPodTokenFile } from "../token/pod-token-file.ts";
import { useTokenFile } from "../token/user-token-file.ts";
import type { ExecOptions } from "./exec-options.ts";
import { findRegion } from "./find-region.ts";
import { reportNotice, reportRefusal } from "./report.ts";
import type { RunningSource } from "./running-source.ts";

/**
 * Starts an agent of our own for a pod, which asks the EKS Auth API for its credentials. It calls the API as ourselves:
 * with what the AWS SDK finds in our environment.
 *
 * @param signal - gives up when it is aborted
 * @throws CommandFailure where there is no token, or an option can't be used
 */
export async function startAgentSource(options: ExecOptions, signal: AbortSignal): Promise<RunningSource> {
  const region = await findRegion(options.region, process.env);
  if (region === undefined && options.endpoint !== undefined && options.signRequest) {
    throw new CommandFailure(
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
): Promise<HeldToken> {
  if (pod !== undefined) {
    return keepPodTokenFile({ pod, kubeconfig, context }, signal);
  }
  return useTokenFile(tokenFile ?? "");
}
