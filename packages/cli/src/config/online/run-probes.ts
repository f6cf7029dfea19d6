import type { ClusterConfig, Config } from "@eks-auth/service";
import type { Finding } from "../../findings/finding.ts";
import { createReportOfChecks, type Report, type ReportedCheck } from "../../findings/report.ts";
import type { ProbeName } from "./probe.ts";
import { probeApiServer } from "./probe-api-server.ts";
import { probeKeys } from "./probe-keys.ts";
import { probeSts } from "./probe-sts.ts";

/** How many probes run at once. */
const maxProbes = 8;

type Probe = () => Promise<ReportedCheck<ProbeName> | undefined>;

/**
 * Asks everything over the network that the service of a configuration needs: the keys of each cluster, the API servers and
 * STS. Each probe takes 5 s at most, and a few run at once.
 *
 * @returns the checks in the order of the configuration; STS last
 */
export async function runProbes({ clusters, credentials }: Config): Promise<Report<ProbeName>> {
  const ofClusters = clusters.flatMap((cluster) => [
    createProbe("keys", probeKeys, cluster),
    createProbe("API server", probeApiServer, cluster),
  ]);
  const probes: Probe[] = [...ofClusters, async () => ({ check: "STS", ...(await probeSts(credentials)) })];
  const results: (ReportedCheck<ProbeName> | undefined)[] = [];
  const waiting = probes.entries();
  const runProbesOneByOne = async (): Promise<void> => {
    for (const [index, probe] of waiting) {
      results[index] = await probe();
    }
  };
  // They take from the same iterator.
  await Promise.all(Array.from({ length: maxProbes }, runProbesOneByOne));
  return createReportOfChecks(
    results.filter((result) => result !== undefined),
    "All that the service needs answers.",
  );
}

function createProbe(
  check: ProbeName,
  probe: (cluster: ClusterConfig) => Promise<Finding | undefined>,
  cluster: ClusterConfig,
): Probe {
  return async () => {
    const finding = await probe(cluster);
    return finding && { check, cluster: cluster.name, ...finding };
  };
}
