import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startDevCluster } from "@eks-auth/service/dev-cluster";
import { startCallerIdentityServer } from "./caller-identity-server.ts";
import type { PodSurroundings } from "./pod.ts";
import { startUpstream } from "./upstream.ts";

/** What pods run in, started. */
export interface RunningSurroundings extends PodSurroundings {
  /** Ends it all, and removes the pods' folders. */
  stop(): Promise<void>;
}

/** Starts an issuer of tokens, the upstream and a server that stands for STS. */
export async function startSurroundings(): Promise<RunningSurroundings> {
  const [cluster, upstream, sts, folder] = await Promise.all([
    startDevCluster(),
    startUpstream(),
    startCallerIdentityServer(),
    mkdtemp(join(tmpdir(), "sdks-")),
  ]);
  return {
    cluster,
    upstream,
    stsUrl: sts.url,
    folder,
    async stop() {
      upstream.stop();
      sts.stop();
      await cluster.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
