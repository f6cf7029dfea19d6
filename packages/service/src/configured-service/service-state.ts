import { isDeepStrictEqual } from "node:util";
import type { EKSAuthFrontendService } from "@eks-auth/server";
import type { Caller } from "../callers/caller.ts";
import type { Config } from "../config/config.ts";
import { createSessionNamer } from "../credentials/session-name.ts";
import { UnusableFileError } from "../files/file-error.ts";
import { RequestLimits } from "../limits/request-limits.ts";
import type { OnLogEvent } from "../logging/log-event.ts";
import { createPodIdentityService } from "../operation/pod-identity-service.ts";
import { openDenyList, type WatchedDenyList } from "../revocation/open-deny-list.ts";
import { type OpenCallers, openCallers } from "./open-callers.ts";
import { type OpenCluster, openCluster } from "./open-cluster.ts";
import { type OpenCredentials, openCredentials } from "./open-credentials.ts";
import type { ConfiguredServiceHooks } from "./service-hooks.ts";
import { checkStateDirectory } from "./state-directory.ts";

/** The configuration that is in use, with what was opened for it. */
export interface ServiceState {
  readonly config: Config;
  readonly clusters: readonly OpenCluster[];
  readonly credentials: OpenCredentials;
  readonly callers: OpenCallers;
  readonly denyList: WatchedDenyList | undefined;
  readonly limits: RequestLimits;
  readonly service: EKSAuthFrontendService<Caller | undefined>;
}

/** Opens what has changed in a configuration. Unchanged clusters and credentials stay open, with their cached keys. */
export async function openState(
  config: Config,
  previous: ServiceState | undefined,
  hooks: ConfiguredServiceHooks,
): Promise<ServiceState> {
  const { stateDirectory, files } = config;
  const { onDecision, onRejectedCaller, runStep } = hooks;
  const isSameDirectory =
    stateDirectory === previous?.config.stateDirectory && isDeepStrictEqual(files, previous?.config.files);
  if (stateDirectory !== undefined && !isSameDirectory) {
    await checkStateDirectory(stateDirectory, files);
  }
  const credentials =
    previous !== undefined &&
    isDeepStrictEqual([previous.config.credentials, previous.config.files], [config.credentials, files])
      ? previous.credentials
      : await openCredentials(config.credentials, files, hooks);
  const clusters: OpenCluster[] = [];
  let callers: OpenCallers;
  let denyList: WatchedDenyList | undefined;
  try {
    denyList = await openChangedDenyList(config, previous, hooks.onLogEvent);
    for (const cluster of config.clusters) {
      const before = previous?.clusters.find(({ config: { name } }) => name === cluster.name);
      const isUnchanged = isSameDirectory && isDeepStrictEqual(before?.config, cluster);
      clusters.push(
        before !== undefined && isUnchanged
          ? before
          : await openCluster(cluster, stateDirectory, hooks, {
              previous: before,
              isStart: previous === undefined,
            }),
      );
    }
    callers = await openCallers(config.callers, clusters, {
      files,
      onRejectedCaller,
      onLogEvent: hooks.onLogEvent,
    });
  } catch (error) {
    closeUnused({ clusters, credentials, denyList }, previous);
    throw error;
  }
  const limits =
    previous !== undefined && isDeepStrictEqual(config.limits, previous.config.limits)
      ? previous.limits
      : new RequestLimits(config.limits);
  const { sessionNameTemplate } = config.credentials;
  const service = createPodIdentityService({
    clusters: clusters.map(({ cluster }) => cluster),
    credentials: credentials.issuer,
    nameSession: sessionNameTemplate === undefined ? undefined : createSessionNamer(sessionNameTemplate),
    limits,
    getDenyList: () => denyList?.current,
    onDecision,
    runStep,
  });
  return { config, clusters, credentials, callers, denyList, limits, service };
}

async function openChangedDenyList(
  { denyListFile, denyListConfigMap, files }: Config,
  previous: ServiceState | undefined,
  onLogEvent: OnLogEvent,
): Promise<WatchedDenyList | undefined> {
  if (denyListConfigMap !== undefined) {
    const message = `denyListConfigMap can't be read by this version yet. Use denyListFile.`;
    throw UnusableFileError.ofWhole("denyListConfigMap", message, undefined);
  }
  const isSame = isDeepStrictEqual(
    [denyListFile, files],
    [previous?.config.denyListFile, previous?.config.files],
  );
  if (denyListFile === undefined || isSame) {
    return denyListFile === undefined ? undefined : previous?.denyList;
  }
  return openDenyList(denyListFile, files, onLogEvent);
}

type Opened = Pick<ServiceState, "clusters" | "credentials"> & {
  readonly callers?: OpenCallers;
  readonly denyList: WatchedDenyList | undefined;
};

/** Closes what was opened, except for what another state uses too. */
export function closeUnused({ clusters, credentials, callers, denyList }: Opened, other?: Opened): void {
  if (callers !== other?.callers) {
    callers?.close();
  }
  if (denyList !== other?.denyList) {
    denyList?.close();
  }
  if (credentials !== other?.credentials) {
    credentials.close();
  }
  for (const cluster of clusters.filter((each) => !other?.clusters.includes(each))) {
    const isFileUsed = other?.clusters.some(({ associations }) => associations === cluster.associations);
    cluster.close({ keepAssociations: isFileUsed ?? false });
  }
}
