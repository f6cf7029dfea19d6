import type { NamedCallerConfig } from "./callers-config.ts";
import type { Config } from "./config.ts";
import type { ConfigProblem } from "./config-problem.ts";

/** Finds mistakes in the callers that no one key shows: two with the same name or identity, and unknown clusters. */
export function findCallerProblems({
  callers,
  clusters,
}: Pick<Config, "callers" | "clusters">): ConfigProblem[] {
  const { certificate } = callers ?? {};
  const names = new Set(clusters.map(({ name }) => name));
  return certificate === undefined
    ? []
    : [
        ...findProblems(["callers", "certificate", "callers"], certificate.callers, names),
        ...findDuplicates(["callers", "certificate", "callers"], "spiffeId", certificate.callers),
        ...findDuplicates(["callers", "certificate", "callers"], "subject", certificate.callers),
      ];
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
  return [...findDuplicates(path, "name", callers), ...unknown];
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
