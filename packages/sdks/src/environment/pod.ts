import { randomUUID } from "node:crypto";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createUpstream, startAgent } from "@eks-auth/agent";
import type { DevCluster } from "@eks-auth/service/dev-cluster";
import { type AgentRequest, digestToken, recordRequests } from "./agent-requests.ts";
import type { ControlledUpstream, TokenRecord } from "./upstream.ts";
import type { UpstreamAnswer } from "./upstream-answer.ts";

/** What a pod runs in. */
export interface PodSurroundings {
  readonly cluster: DevCluster;
  readonly upstream: ControlledUpstream;
  /** The URL that the SDK should call STS at. */
  readonly stsUrl: string;
  /** The absolute path of a folder for the pod's own folder. */
  readonly folder: string;
}

/** A pod on a node of its own, whose agent serves nobody else. */
export interface Pod {
  /** All environment variables that a process in it gets. */
  readonly environment: Readonly<Record<string, string>>;
  /** The requests that the agent got from it. */
  readonly requests: readonly AgentRequest[];
  /** Which token stands in its token file, by `digestToken`. */
  readonly tokenDigest: string;
  /** What the upstream does for the token that stands in the file, and has done. */
  readonly record: TokenRecord;
  /** Replaces the token, as the kubelet does, and says how the upstream answers the new one. */
  rotateToken(answer: UpstreamAnswer): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts a pod.
 *
 * @param answer - of the upstream to its first token
 * @param host - the loopback address at which it calls the agent
 */
export async function startPod(
  { cluster, upstream, stsUrl, folder }: PodSurroundings,
  answer: UpstreamAnswer,
  host: "127.0.0.1" | "::1" = "127.0.0.1",
): Promise<Pod> {
  const name = `sample-${randomUUID()}`;
  const home = join(folder, name);
  const tokenFile = join(home, "token");
  await mkdir(home);
  const agent = await startAgent({
    clusterName: "dev",
    upstream: createUpstream({ endpoint: upstream.url, region: "us-east-1", sign: false }),
    listen: [{ host, port: 0 }],
  });
  const url = agent.urls[0] ?? "";
  const record = recordRequests(new Set([Number(new URL(url).port)]));
  let current = await replaceToken(answer);

  async function replaceToken(next: UpstreamAnswer): Promise<Pick<Pod, "tokenDigest" | "record">> {
    const token = await cluster.mintToken({
      namespace: "default",
      serviceAccount: "sample",
      pod: { name },
    });
    const known = upstream.register(token, next);
    await writeFile(`${tokenFile}.new`, token, { mode: 0o600 });
    await rename(`${tokenFile}.new`, tokenFile);
    return { tokenDigest: digestToken(token), record: known };
  }

  return {
    environment: {
      PATH: process.env.PATH ?? "",
      HOME: home,
      AWS_CONFIG_FILE: join(home, "no-config"),
      AWS_SHARED_CREDENTIALS_FILE: join(home, "no-credentials"),
      AWS_EC2_METADATA_DISABLED: "true",
      AWS_REGION: "us-east-1",
      // The AWS CLI 1 knows no other name for it.
      AWS_DEFAULT_REGION: "us-east-1",
      AWS_ENDPOINT_URL_STS: stsUrl,
      AWS_CONTAINER_CREDENTIALS_FULL_URI: `${url}/v1/credentials`,
      AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: tokenFile,
    },
    requests: record.requests,
    get tokenDigest() {
      return current.tokenDigest;
    },
    get record() {
      return current.record;
    },
    async rotateToken(next) {
      current = await replaceToken(next);
    },
    async stop() {
      record.stop();
      await agent.stop(0);
    },
  };
}
