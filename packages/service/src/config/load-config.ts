import { dirname, resolve } from "node:path";
import { type LineProblem, UnusableFileError } from "../files/file-error.ts";
import { parseYamlFile, readYamlText } from "../files/yaml-file.ts";
import type { ClusterConfig, Config } from "./config.ts";
import { configSchema } from "./config-schema.ts";

/**
 * Loads a configuration file and checks it. The files that it names are not opened.
 *
 * @param path - relative paths in the file are relative to its folder
 * @returns the configuration, with absolute paths
 * @throws UnusableFileError if the file cannot be read or is not valid
 */
export async function loadConfig(path: string): Promise<Config> {
  const { content, lineOf } = parseYamlFile(await readYamlText(path), path, configSchema);
  const duplicates = findDuplicates(content.clusters, (index) => lineOf(["clusters", index]));
  if (duplicates.length > 0) {
    throw UnusableFileError.ofProblems(path, duplicates);
  }
  return resolvePaths(content, dirname(resolve(path)));
}

function findDuplicates(
  clusters: readonly ClusterConfig[],
  lineOfCluster: (index: number) => number,
): LineProblem[] {
  return clusters.flatMap(({ name }, index) => {
    const first = clusters.findIndex((cluster) => cluster.name === name);
    const message = `clusters[${index}] has the name ${name}, like the one at line ${lineOfCluster(first)}; names must be unique. Rename one of the two.`;
    return first === index ? [] : [{ line: lineOfCluster(index), message }];
  });
}

function resolvePaths(config: Config, folder: string): Config {
  const absolute = <Path extends string | undefined>(path: Path): Path =>
    (path === undefined ? undefined : resolve(folder, path)) as Path;
  const { embedded } = config.credentials;
  return {
    ...config,
    stateDirectory: absolute(config.stateDirectory),
    credentials: {
      ...config.credentials,
      embedded: embedded && { ...embedded, keyFile: absolute(embedded.keyFile) },
    },
    clusters: config.clusters.map(
      (cluster): ClusterConfig => ({
        ...cluster,
        keys: cluster.keys && {
          ...cluster.keys,
          file: absolute(cluster.keys.file),
          caFile: absolute(cluster.keys.caFile),
        },
        associations: absolute(cluster.associations),
      }),
    ),
  };
}
