import { dirname, resolve } from "node:path";
import { decodeText } from "../files/decode-text.ts";
import { findDuplicateKeys } from "../files/duplicate-keys.ts";
import { UnusableFileError } from "../files/file-error.ts";
import { readUsableFile } from "../files/read-usable-file.ts";
import { parseYamlFile } from "../files/yaml-file.ts";
import { findCallerProblems } from "./caller-rules.ts";
import type { CallersConfig } from "./callers-config.ts";
import type { ClusterConfig, Config } from "./config.ts";
import { configSchema } from "./config-schema.ts";
import { findDenyListProblems } from "./deny-list-rules.ts";
import type { EksApiConfig } from "./eks-api-config.ts";
import { findEksApiProblems } from "./eks-api-rules.ts";
import type { ListenConfig } from "./listen-config.ts";
import { findListenProblems } from "./listen-rules.ts";

/** Where to listen instead of where the configuration file says. */
export interface ListenOverrides {
  readonly host?: string | undefined;
  readonly port?: number | undefined;
}

/**
 * Loads a configuration file and checks it. The files that it names are not opened.
 *
 * @param path - relative paths in the file are relative to its folder
 * @param overrides - replace settings of the file before rules are checked that concern several of them
 * @returns the configuration, with absolute paths
 * @throws UnusableFileError if the file cannot be read or is not valid
 */
export async function loadConfig(path: string, overrides: ListenOverrides = {}): Promise<Config> {
  const text = decodeText(await readUsableFile(path, "configuration"), path);
  const { content: ofFile, lineOf } = parseYamlFile(text, path, configSchema);
  const content = { ...ofFile, listen: override(ofFile.listen, overrides) };
  const lineOfCluster = (index: number): number => lineOf(["clusters", index]);
  const names = content.clusters.map(({ name }) => name);
  const duplicates = findDuplicateKeys(names, (index, first) => ({
    line: lineOfCluster(index),
    message: `clusters[${index}] has the name ${names[index]}, like the one at line ${lineOfCluster(first)}; names must be unique. Rename one of the two.`,
  }));
  const others = [
    ...findListenProblems(content),
    ...findCallerProblems(content),
    ...findEksApiProblems(content),
    ...findDenyListProblems(content),
  ];
  const problems = [
    ...duplicates,
    ...others.map(({ path: place, message }) => ({ line: lineOf(place), message })),
  ];
  if (problems.length > 0) {
    throw UnusableFileError.ofProblems(path, problems);
  }
  return resolvePaths(content, dirname(resolve(path)));
}

function override(listen: ListenConfig, { host = listen.host, port = listen.port }: ListenOverrides) {
  return { ...listen, host, port };
}

function resolvePaths(config: Config, folder: string): Config {
  const absolute = <Path extends string | undefined>(path: Path): Path =>
    (path === undefined ? undefined : resolve(folder, path)) as Path;
  const { embedded } = config.credentials;
  return {
    ...config,
    listen: resolveTlsPaths(config.listen, absolute),
    callers: config.callers && resolveCallerPaths(config.callers, absolute),
    ...(config.eksApi && {
      eksApi: {
        ...resolveTlsPaths(config.eksApi, absolute),
        callers: resolveCallerPaths(config.eksApi.callers, absolute),
      },
    }),
    denyListFile: absolute(config.denyListFile),
    audit: config.audit && { ...config.audit, file: absolute(config.audit.file) },
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
        apiServer: cluster.apiServer && {
          ...cluster.apiServer,
          caFile: absolute(cluster.apiServer.caFile),
          tokenFile: absolute(cluster.apiServer.tokenFile),
        },
      }),
    ),
  };
}

function resolveTlsPaths<Listen extends ListenConfig>(
  listen: Listen,
  absolute: (path: string) => string,
): Listen {
  const { tls } = listen;
  return {
    ...listen,
    tls: tls && { ...tls, certificateFile: absolute(tls.certificateFile), keyFile: absolute(tls.keyFile) },
  };
}

function resolveCallerPaths<Callers extends CallersConfig | EksApiConfig["callers"]>(
  callers: Callers,
  absolute: (path: string) => string,
): Callers {
  const { sigv4, certificate } = callers;
  return {
    ...callers,
    sigv4: sigv4 && {
      ...sigv4,
      callers: sigv4.callers.map((caller) => ({ ...caller, keyFiles: caller.keyFiles.map(absolute) })),
    },
    certificate: certificate && { ...certificate, caFile: absolute(certificate.caFile) },
  };
}
