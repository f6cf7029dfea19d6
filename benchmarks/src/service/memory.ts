import type { DevCluster } from "@eks-auth/service/dev-cluster";
import type { OnProgress } from "../benchmark.ts";
import { type LoadRequest, sendLoad } from "../measure/load.ts";
import { type Summary, summarizeParts } from "../measure/statistics.ts";
import { createTokenRequest, type ServiceEnvironment, signTokens } from "./environment.ts";
import {
  type CredentialSource,
  configName,
  credentialSources,
  nameCluster,
  startServe,
  writeServeFolder,
} from "./serve.ts";

/** How much to configure. */
interface ServeSize {
  readonly clusters: number;
  /** Associations of each cluster. */
  readonly associations: number;
}

/** The memory of `eks-auth serve`, without a forced garbage collection: what an operator sees. */
export interface ServeMemory extends ServeSize {
  readonly credentials: CredentialSource;
  /** The resident set as soon as it listens. */
  readonly startBytes: Summary;
  /** The resident set after the requests. */
  readonly requestsBytes: Summary;
  readonly listensMilliseconds: Summary;
}

/** How much to measure. */
export interface ServeMemoryPlan {
  readonly sizes: readonly ServeSize[];
  /** Fresh processes for each size and credential issuer. */
  readonly runs: number;
  /** Requests to each process, distributed over its clusters. */
  readonly requests: number;
}

/** Pods that send requests, in each cluster. */
const podsPerCluster = 5;

/** Measures the memory of `eks-auth serve` for each size and credential issuer. */
export async function measureServeMemory(
  environment: ServiceEnvironment,
  plan: ServeMemoryPlan,
  onProgress: OnProgress,
): Promise<ServeMemory[]> {
  const results: ServeMemory[] = [];
  for (const size of plan.sizes) {
    for (const credentials of credentialSources) {
      onProgress(`Memory with ${size.clusters} × ${size.associations} associations, ${credentials}`);
      results.push(await measureSize(environment, size, credentials, plan));
    }
  }
  return results;
}

async function measureSize(
  { issuer, stsEndpoint }: ServiceEnvironment,
  size: ServeSize,
  credentials: CredentialSource,
  { runs, requests: count }: ServeMemoryPlan,
): Promise<ServeMemory> {
  await using folder = await writeServeFolder({ ...size, credentials, issuer: issuer.issuer, stsEndpoint });
  const requests = await createRequests(issuer, size);
  const samples: Record<"startBytes" | "requestsBytes" | "listensMilliseconds", number>[] = [];
  for (let run = 0; run < runs; run++) {
    const spawned = performance.now();
    await using server = await startServe(folder.resolve(configName));
    const listensMilliseconds = performance.now() - spawned;
    const startBytes = await server.readResidentSet();
    await sendLoad(server.origin, requests, count);
    samples.push({ startBytes, requestsBytes: await server.readResidentSet(), listensMilliseconds });
  }
  return { ...size, credentials, ...summarizeParts(samples) };
}

async function createRequests(
  issuer: DevCluster,
  { clusters, associations }: ServeSize,
): Promise<LoadRequest[]> {
  const tokens = await signTokens(issuer, Math.min(podsPerCluster, associations));
  return Array.from({ length: clusters }, (_, cluster) => nameCluster(cluster)).flatMap((name) =>
    tokens.map((token) => createTokenRequest(name, token)),
  );
}
