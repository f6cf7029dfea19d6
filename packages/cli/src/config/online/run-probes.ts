import type { ClusterConfig, Config } from "@eks-auth/service";
import type { Finding } from "../../findings/finding.ts";
import { createReportOfSteps, type Report } from "../../findings/report.ts";
import type { ProbeName, ProbeResult } from "./probe.ts";
import { probeApiServer } from "./probe-api-server.ts";
import { probeKeys } from "./probe-keys.ts";
import { probeSts } from "./probe-sts.ts";

/** How many probes run at once. */
const maxProbes = 8;

type Probe = () => Promise<ProbeResult | undefined>;

/**
 * Asks everything over the network that the service of a configuration needs: the keys of each cluster, the API servers and
 * STS. Each probe takes 5 s at most, and a few run at once.
 *
 * @returns in the order of the configuration; STS last
 */
export async function runProbes({ clusters, credentials }: Config): Promise<readonly ProbeResult[]> {
  const ofClusters = clusters.flatMap((cluster) => [
    createProbe("keys", probeKeys, cluster),
    createProbe("API server", probeApiServer, cluster),
  ]);
  const probes: Probe[] = [...ofClusters, async () => ({ check: "STS", ...(await probeSts(credentials)) })];
  const results: (ProbeResult | undefined)[] = [];
  const waiting = [...probes.entries()];
  const runNext = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [index, probe] = next;
      results[index] = await probe();
    }
  };
  await Promise.all(Array.from({ length: maxProbes }, runNext));
  return results.filter((result) => result !== undefined);
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

/** Creates the report of probes, for people. */
export function createProbeReport(results: readonly ProbeResult[]): Report<string> {
  const steps = results.map(({ check, cluster, ...finding }) => ({
    step: cluster === undefined ? check : `${check} of ${cluster}`,
    ...finding,
  }));
  return createReportOfSteps(steps, "All that the service needs answers.");
}
