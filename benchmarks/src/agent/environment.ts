import { startDevCluster } from "@eks-auth/service/dev-cluster";
import { listPods } from "../../programs/sample-pods.ts";
import type { LoadRequest } from "../measure/load.ts";
import { locateProgram } from "../measure/program-process.ts";
import { ServerProcess } from "../measure/server-process.ts";

/** The environment of the agent's measurements. */
export interface AgentEnvironment {
  /** A token for each pod. */
  readonly tokens: readonly string[];
  /** The URL of the upstream, a fake EKS Auth API in a separate process. */
  readonly endpoint: string;
  /** When the credentials of the upstream expire, in milliseconds since 1970. */
  readonly expiresAt: number;
}

/** The lifetime of AWS's credentials for pods. */
const lifetimeMs = 6 * 60 * 60 * 1000;

/**
 * Signs tokens with RS256 and 2048 bits, and starts the upstream.
 *
 * @param pods - how many pods get a token
 */
export async function prepareAgentEnvironment(
  pods: number,
  resources: AsyncDisposableStack,
): Promise<AgentEnvironment> {
  const cluster = await startDevCluster();
  const tokens: string[] = [];
  for (const pod of listPods(pods)) {
    tokens.push(await cluster.mintToken({ ...pod, lifetimeSeconds: lifetimeMs / 1000 }));
  }
  await cluster.stop();
  const expiresAt = Math.ceil(Date.now() / 1000) * 1000 + lifetimeMs;
  const upstream = await ServerProcess.start("upstream", locateProgram("agent/upstream.ts"), [
    String(expiresAt),
  ]);
  return { tokens, endpoint: resources.use(upstream).origin, expiresAt };
}

/** Creates a pod's request for its credentials. */
export function createPodRequest(token: string): LoadRequest {
  return { method: "GET", path: "/v1/credentials", headers: { authorization: token }, body: "" };
}
