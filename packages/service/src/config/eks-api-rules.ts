import { findDuplicates, findSharedKeyFiles, findUnknownClusters } from "./caller-rules.ts";
import type { Config } from "./config.ts";
import type { ConfigProblem } from "./config-problem.ts";
import type { EksApiCallerConfig } from "./eks-api-config.ts";

/** Finds mistakes in the callers of the EKS API that no one key shows, as `findCallerProblems` does for agents. */
export function findEksApiProblems({
  eksApi,
  clusters,
}: Pick<Config, "eksApi" | "clusters">): ConfigProblem[] {
  if (eksApi === undefined) {
    return [];
  }
  const { sigv4: { callers: signing = [] } = {}, certificate: { callers: certified = [] } = {} } =
    eksApi.callers;
  const ofSigning = ["eksApi", "callers", "sigv4", "callers"];
  const ofCertified = ["eksApi", "callers", "certificate", "callers"];
  const known = new Set(clusters.map(({ name }) => name));
  return [
    ...findRightProblems(ofSigning, signing, known),
    ...findSharedKeyFiles(ofSigning, signing),
    ...findRightProblems(ofCertified, certified, known),
    ...findDuplicates(ofCertified, "spiffeId", certified),
    ...findDuplicates(ofCertified, "subject", certified),
  ];
}

function findRightProblems(
  path: readonly string[],
  callers: readonly EksApiCallerConfig[],
  known: ReadonlySet<string>,
): ConfigProblem[] {
  return [
    ...findDuplicates(path, "name", callers),
    ...findUnknownClusters(path, "write", callers, known),
    ...findUnknownClusters(path, "read", callers, known),
  ];
}
