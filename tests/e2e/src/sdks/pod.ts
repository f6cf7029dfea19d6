import { randomUUID } from "node:crypto";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createUpstream, startAgent } from "@eks-auth/agent";
import { type DevCluster, startDevCluster } from "@eks-auth/service/dev-cluster";
import { FakeSts } from "@eks-auth/test-kit/fake-sts";
import { makeTempFolder } from "@eks-auth/test-kit/temp-folder";
import { type AgentRequest, digestToken, recordRequests } from "./agent-requests.ts";
import { type ControlledUpstream, startUpstream, type TokenRecord, type UpstreamAnswer } from "./upstream.ts";

/** What pods share: an issuer of tokens, the upstream of their agents, and STS. */
export interface PodEnvironment {
  readonly cluster: DevCluster;
  readonly upstream: ControlledUpstream;
  /** The URL of STS for the SDK. */
  readonly stsUrl: string;
  /** The absolute path of a folder for the pods' folders. */
  readonly folder: string;
  /** Stops all, and removes the pods' folders. */
  stop(): Promise<void>;
}

/** A pod on its own node: its agent serves only this pod. */
export interface Pod {
  /** All environment variables of a process in the pod. */
  readonly environment: Readonly<Record<string, string>>;
  /** The requests that the agent received. */
  readonly requests: readonly AgentRequest[];
  /** The digest of the token in its token file, by `digestToken`. */
  readonly tokenDigest: string;
  /** How the upstream answers the token in the file. */
  readonly record: TokenRecord;
  /**
   * Replaces the token, as the kubelet does.
   *
   * @param answer - of the upstream to the new token
   */
  rotateToken(answer: UpstreamAnswer): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a token issuer, an upstream and a fake STS. */
export async function startPodEnvironment(): Promise<PodEnvironment> {
  const [cluster, upstream, sts, folder] = await Promise.all([
    startDevCluster(),
    startUpstream(),
    FakeSts.start(),
    makeTempFolder("sdks"),
  ]);
  return {
    cluster,
    upstream,
    stsUrl: sts.url,
    folder: folder.path,
    async stop() {
      await upstream[Symbol.asyncDispose]();
      await sts.stop();
      await cluster.stop();
      await folder.remove();
    },
  };
}

/**
 * Starts a pod and its agent.
 *
 * @param answer - of the upstream to its first token
 * @param host - the loopback address of the agent
 */
export async function startPod(
  { cluster, upstream, stsUrl, folder }: PodEnvironment,
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
    const token = await cluster.mintToken({ namespace: "default", serviceAccount: "sample", pod: { name } });
    const registered = upstream.register(token, next);
    await writeFile(`${tokenFile}.new`, token, { mode: 0o600 });
    await rename(`${tokenFile}.new`, tokenFile);
    return { tokenDigest: digestToken(token), record: registered };
  }

  return {
    environment: {
      PATH: process.env.PATH ?? "",
      HOME: home,
      AWS_CONFIG_FILE: join(home, "no-config"),
      AWS_SHARED_CREDENTIALS_FILE: join(home, "no-credentials"),
      AWS_EC2_METADATA_DISABLED: "true",
      AWS_REGION: "us-east-1",
      // AWS CLI 1 reads only this one.
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
