import { setTimeout } from "node:timers/promises";
import type { OnProgress } from "../benchmark.ts";
import { createAssociations } from "./associations.ts";
import type { KubernetesEnvironment } from "./environment.ts";
import { Replica } from "./replica.ts";

/** How long to watch what idle replicas do. */
export interface IdlePlan {
  /** The first associations, whose statuses are written before. */
  readonly associations: number;
  readonly replicas: number;
  readonly seconds: number;
}

/** The requests of idle replicas. */
export interface IdleRequests extends IdlePlan {
  /** To write each status once. */
  readonly requestsToSettle: number;
  /** By all replicas together, then. */
  readonly requestsPerSecond: number;
}

/** No request in this time: all statuses are written. */
const settledMs = 5_000;

/** Counts the requests that the API server gets from replicas of `eks-auth serve` while nothing changes. */
export async function measureIdle(
  environment: KubernetesEnvironment,
  plan: IdlePlan,
  onProgress: OnProgress,
): Promise<IdleRequests> {
  const { replicas, seconds, associations } = plan;
  onProgress(`Watching ${replicas} idle replicas for ${seconds} s`);
  const { controlPlane } = environment;
  await createAssociations([environment.apiServer], 0, associations);
  const readCount = async (): Promise<number> =>
    sumRequests(await controlPlane.kubectl.run("get", "--raw", "/metrics"));
  const atStart = await readCount();
  await using resources = new AsyncDisposableStack();
  for (let replica = 0; replica < replicas; replica++) {
    const started = resources.use(await Replica.start(environment, "replica"));
    await started.waitForRole(environment.podToken);
  }
  let settled = await readCount();
  for (let before = atStart; before !== settled; ) {
    before = settled;
    await setTimeout(settledMs);
    settled = await readCount();
  }
  await setTimeout(seconds * 1_000);
  const requestsPerSecond = ((await readCount()) - settled) / seconds;
  return { ...plan, requestsToSettle: settled - atStart, requestsPerSecond };
}

/** Sums the finished requests for associations and namespaces, from the API server's metrics. */
export function sumRequests(metrics: string): number {
  return metrics
    .split("\n")
    .filter((line) => line.startsWith("apiserver_request_total{"))
    .filter((line) => line.includes('group="eks-auth.dev"') || line.includes('resource="namespaces"'))
    .map((line) => Number(line.split(" ").at(-1)))
    .reduce((sum, count) => sum + count, 0);
}
