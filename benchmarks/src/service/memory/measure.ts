import type { DevCluster } from "@eks-auth/service/dev-cluster";
import { type LoadRequest, sendLoad } from "../../measure/load.ts";
import { type Summary, summarize } from "../../measure/statistics.ts";
import { listPods } from "../load/pods.ts";
import { makeRequest } from "../load/requests.ts";
import { type CredentialSource, credentialSources } from "../serve/credentials.ts";
import { nameCluster, writeServeFolder } from "../serve/serve-folder.ts";
import { startServe } from "../serve/start-serve.ts";
import type { Surroundings } from "../surroundings.ts";

/** How much is configured. */
export interface MemorySize {
  readonly clusters: number;
  /** Associations of each cluster. */
  readonly associations: number;
}

/** The memory of `eks-auth serve`. */
export interface MemoryResult {
  readonly size: MemorySize;
  readonly credentials: CredentialSource;
  /** The resident set once it listens, in bytes. */
  readonly early: Summary;
  /** The resident set after some requests, in bytes. */
  readonly late: Summary;
  /** How long it took until it listened, in milliseconds. */
  readonly start: Summary;
}

/** What is measured, and how often. */
export interface MemoryPlan {
  readonly sizes: readonly MemorySize[];
  /** Fresh processes for each size and source of credentials. */
  readonly runs: number;
  /** Requests in each, spread over its clusters. */
  readonly requests: number;
}

/** Pods in each cluster that ask. */
const podsPerCluster = 5;

/**
 * Measures the memory of `eks-auth serve` as it is: nobody has it collect garbage.
 *
 * @param show - is told what happens
 */
export async function measureMemory(
  surroundings: Surroundings,
  plan: MemoryPlan,
  show: (step: string) => void,
): Promise<MemoryResult[]> {
  const results: MemoryResult[] = [];
  for (const size of plan.sizes) {
    for (const credentials of credentialSources) {
      show(`Memory of ${size.clusters} × ${size.associations} associations, ${credentials}`);
      results.push(await measureSize(surroundings, size, credentials, plan));
    }
  }
  return results;
}

async function measureSize(
  { issuer, stsEndpoint }: Surroundings,
  size: MemorySize,
  credentials: CredentialSource,
  { runs, requests: count }: MemoryPlan,
): Promise<MemoryResult> {
  await using folder = await writeServeFolder({ ...size, credentials, issuer: issuer.issuer, stsEndpoint });
  const requests = await makeRequestsOf(issuer, size);
  const early: number[] = [];
  const late: number[] = [];
  const start: number[] = [];
  for (let run = 0; run < runs; run++) {
    const begun = performance.now();
    await using server = await startServe(folder.configFile);
    start.push(performance.now() - begun);
    early.push(await server.readResidentSet());
    await sendLoad(server.origin, requests, count);
    late.push(await server.readResidentSet());
  }
  return { size, credentials, early: summarize(early), late: summarize(late), start: summarize(start) };
}

async function makeRequestsOf(
  issuer: DevCluster,
  { clusters, associations }: MemorySize,
): Promise<LoadRequest[]> {
  const tokens: string[] = [];
  for (const pod of listPods(Math.min(podsPerCluster, associations))) {
    tokens.push(await issuer.mintToken(pod));
  }
  return Array.from({ length: clusters }, (_, cluster) => nameCluster(cluster)).flatMap((name) =>
    tokens.map((token) => makeRequest(name, token)),
  );
}
