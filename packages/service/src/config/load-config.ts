import { dirname, resolve } from "node:path";
import { decodeText } from "../files/decode-text.ts";
import { findDuplicateKeys } from "../files/duplicate-keys.ts";
import { UnusableFileError } from "../files/file-error.ts";
import { parseYamlFile, readYaml } from "../files/yaml-file.ts";
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
  const text = decodeText(await readYaml(path, "configuration"), path);
  const { content, lineOf } = parseYamlFile(text, path, configSchema);
  const lineOfCluster = (index: number): number => lineOf(["clusters", index]);
  const names = content.clusters.map(({ name }) => name);
  const duplicates = findDuplicateKeys(names, (index, first) => ({
    line: lineOfCluster(index),
    message: `clusters[${index}] has the name ${names[index]}, like the one at line ${lineOfCluster(first)}; names must be unique. Rename one of the two.`,
  }));
  if (duplicates.length > 0) {
    throw UnusableFileError.ofProblems(path, duplicates);
  }
  return resolvePaths(content, dirname(resolve(path)));
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
        ...config.files,
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
