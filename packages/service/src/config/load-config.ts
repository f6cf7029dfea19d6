import { dirname, resolve } from "node:path";
import { UnusableFileError } from "../files/file-error.ts";
import { parseYamlFile, readYamlText } from "../files/yaml-file.ts";
import type { ClusterConfig, Config } from "./config.ts";
import { configSchema } from "./config-schema.ts";

/**
 * Loads a configuration file, and checks all of it. The files that it names are not opened.
 *
 * @param path - the file. Relative paths in it begin at its folder
 * @returns the configuration, its files named by absolute paths
 * @throws UnusableFileError where it can't be read or used
 */
export async function loadConfig(path: string): Promise<Config> {
  const { content, lineOf } = parseYamlFile(await readYamlText(path), path, configSchema);
  const repeated = content.clusters.flatMap(({ name }, index) => {
    const first = content.clusters.findIndex((cluster) => cluster.name === name);
    const line = lineOf(["clusters", index]);
    const message = `clusters[${index}] is called ${name}, as the one at line ${lineOf(["clusters", first])} is; callers tell clusters apart by name alone. Rename one of the two.`;
    return first === index ? [] : [{ line, message }];
  });
  if (repeated.length > 0) {
    throw UnusableFileError.ofProblems(path, repeated);
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
