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
    ...findSharedKeyFiles(signing),
    ...findProblems(["callers", "certificate", "callers"], certified, names),
    ...findDuplicates(["callers", "certificate", "callers"], "spiffeId", certified),
    ...findDuplicates(["callers", "certificate", "callers"], "subject", certified),
  ];
}

function findSharedKeyFiles(callers: readonly SigV4CallerConfig[]): ConfigProblem[] {
  const seen = new Set<string>();
  return callers.flatMap(({ name, keyFiles }, index) =>
    keyFiles.flatMap((file, position) => {
      if (!seen.has(file)) {
        seen.add(file);
        return [];
      }
      const message = `The key file ${file} of the caller ${name} is named twice. Each key needs its own file: change or remove one.`;
      return [{ path: ["callers", "sigv4", "callers", index, "keyFiles", position], message }];
    }),
  );
}

function findProblems(
  path: readonly string[],
  callers: readonly NamedCallerConfig[],
  known: ReadonlySet<string>,
): ConfigProblem[] {
  const unknown = callers.flatMap(({ name, clusters }, index) =>
    clusters === "all"
      ? []
      : clusters
          .filter((cluster) => !known.has(cluster))
          .map((cluster) => ({
            path: [...path, index, "clusters"],
            message: `The caller ${name} can call for the cluster ${cluster}, which is not one of clusters. Correct the name, or remove it.`,
          })),
  );
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
  return [...findDuplicates(path, "name", callers), ...unknown, ...nodes];
}

function findDuplicates<Key extends string>(
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
