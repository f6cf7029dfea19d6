import { findAudienceProblems } from "./caller-audience.ts";
import type { NamedCallerConfig, SigV4CallerConfig } from "./callers-config.ts";
import type { Config } from "./config.ts";
import type { ConfigProblem } from "./config-problem.ts";

/** Finds mistakes in the callers that no one key shows: two with the same name or identity, and unknown clusters. */
export function findCallerProblems({
  callers,
  clusters,
}: Pick<Config, "callers" | "clusters">): ConfigProblem[] {
  const { certificate: { callers: certified = [] } = {}, sigv4: { callers: signing = [] } = {} } =
    callers ?? {};
  const names = new Set(clusters.map(({ name }) => name));
  return [
    ...findAudienceProblems({ callers, clusters }),
    ...findProblems(["callers", "sigv4", "callers"], signing, names),
    ...findSharedKeyFiles(["callers", "sigv4", "callers"], signing),
    ...findProblems(["callers", "certificate", "callers"], certified, names),
    ...findDuplicates(["callers", "certificate", "callers"], "spiffeId", certified),
    ...findDuplicates(["callers", "certificate", "callers"], "subject", certified),
  ];
}

/** Finds key files that two callers, or one caller twice, have. @param path - the key of the callers */
export function findSharedKeyFiles(
  path: readonly string[],
  callers: readonly Pick<SigV4CallerConfig, "name" | "keyFiles">[],
): ConfigProblem[] {
  const seen = new Set<string>();
  return callers.flatMap(({ name, keyFiles }, index) =>
    keyFiles.flatMap((file, position) => {
      if (!seen.has(file)) {
        seen.add(file);
        return [];
      }
      const message = `The key file ${file} of the caller ${name} is named twice. Each key needs its own file: change or remove one.`;
      return [{ path: [...path, index, "keyFiles", position], message }];
    }),
  );
}

function findProblems(
  path: readonly string[],
  callers: readonly NamedCallerConfig[],
  known: ReadonlySet<string>,
): ConfigProblem[] {
  const nodes = callers.flatMap(({ name, node, clusters }, index) =>
    node === undefined || (clusters !== "all" && clusters.length === 1)
      ? []
      : [
          {
            path: [...path, index, "node"],
            message: `The caller ${name} is on the node ${node}, but can call for several clusters, which can have nodes with the same name. Set only the cluster of the node.`,
          },
        ],
  );
  return [
    ...findDuplicates(path, "name", callers),
    ...findUnknownClusters(path, "clusters", callers, known),
    ...nodes,
  ];
}

/** Finds clusters of callers that are not configured. @param key - the key of a caller with the names of clusters */
export function findUnknownClusters<Key extends string>(
  path: readonly string[],
  key: Key,
  callers: readonly ({ readonly name: string } & {
    readonly [K in Key]?: readonly string[] | "all" | undefined;
  })[],
  known: ReadonlySet<string>,
): ConfigProblem[] {
  return callers.flatMap((caller, index) => {
    const clusters: readonly string[] | "all" | undefined = caller[key];
    return clusters === undefined || clusters === "all"
      ? []
      : clusters
          .filter((cluster) => !known.has(cluster))
          .map((cluster) => ({
            path: [...path, index, key],
            message: `The caller ${caller.name} can call for the cluster ${cluster}, which is not one of clusters. Correct the name, or remove it.`,
          }));
  });
}

/** Finds callers with the same value of a key. @param path - the key of the callers */
export function findDuplicates<Key extends string>(
  path: readonly string[],
  key: Key,
  callers: readonly { readonly [K in Key]?: string | undefined }[],
): ConfigProblem[] {
  const seen = new Set<string>();
  return callers.flatMap((caller, index) => {
    const value = caller[key];
    if (value === undefined || !seen.has(value)) {
      seen.add(value ?? "");
      return [];
    }
    const message = `Two of ${path.join(".")} have the ${key} ${value}. Each must be different: change or remove one.`;
    return [{ path: [...path, index, key], message }];
  });
}
