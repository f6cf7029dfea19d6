import type { OnProgress } from "../benchmark.ts";
import { findQuantile, type Summary, summarizeParts } from "../measure/statistics.ts";
import { makeAssociation } from "./associations.ts";
import type { KubernetesEnvironment } from "./environment.ts";
import { loseVersions } from "./lose-versions.ts";
import { Replica } from "./replica.ts";
import { associationResource } from "./target.ts";
import type { WatcherPlan } from "./watchers.ts";

type Part =
  | "readyMilliseconds"
  | "syncStallMilliseconds"
  | "syncStallCpuMilliseconds"
  | "syncBytes"
  | "relistStallMilliseconds"
  | "relistStallCpuMilliseconds"
  | "relistBytes"
  | "updateP50Milliseconds"
  | "updateP99Milliseconds";

/** The measurements of `eks-auth serve` with all associations. */
export type ReplicaResult = Readonly<Record<Part, Summary>>;

/** Measures fresh processes of `eks-auth serve`, which have no permission to write statuses. */
export async function measureReplica(
  environment: KubernetesEnvironment,
  { runs, updates }: WatcherPlan,
  onProgress: OnProgress,
): Promise<ReplicaResult> {
  const samples: Record<Part, number>[] = [];
  for (let run = 0; run < runs; run++) {
    onProgress(`Following the associations: eks-auth serve, ${run + 1} of ${runs}`);
    samples.push(await measureOnce(environment, updates));
  }
  return summarizeParts(samples);
}

async function measureOnce(
  environment: KubernetesEnvironment,
  updates: number,
): Promise<Record<Part, number>> {
  const { podToken } = environment;
  const startedAt = performance.now();
  await using replica = await Replica.start(environment, "reader");
  // Without the start of the program itself.
  await replica.readUsage();
  await replica.waitForRole(podToken);
  const readyMilliseconds = performance.now() - startedAt;
  const synced = await replica.readUsage();
  const times: number[] = [];
  for (let update = 0; update < updates; update++) {
    times.push(await measureUpdate(environment, replica, `changed-${startedAt.toFixed(0)}-${update}`));
  }
  await replica.readUsage();
  await loseVersions(environment.controlPlane);
  await measureUpdate(environment, replica, `relisted-${startedAt.toFixed(0)}`);
  const relisted = await replica.readUsage();
  return {
    readyMilliseconds,
    syncStallMilliseconds: synced.stall.elapsedMilliseconds,
    syncStallCpuMilliseconds: synced.stall.cpuMilliseconds,
    syncBytes: synced.residentBytes,
    relistStallMilliseconds: relisted.stall.elapsedMilliseconds,
    relistStallCpuMilliseconds: relisted.stall.cpuMilliseconds,
    relistBytes: relisted.residentBytes,
    updateP50Milliseconds: findQuantile(times, 0.5),
    updateP99Milliseconds: findQuantile(times, 0.99),
  };
}

/** Changes the association of the pod, and waits until the pod gets the new role. */
async function measureUpdate(
  { apiServer, podToken }: KubernetesEnvironment,
  replica: Replica,
  role: string,
): Promise<number> {
  const association = makeAssociation(0, role);
  const { namespace } = association.metadata;
  const sentAt = performance.now();
  const options = { fieldManager: "benchmark", force: true };
  await apiServer.apply({ ...associationResource, namespace }, association, options);
  await replica.waitForRole(podToken, role);
  return performance.now() - sentAt;
}
