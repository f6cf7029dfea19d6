import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import type { EKSAuthFrontendService } from "@eks-auth/server";
import type { Caller } from "../callers/caller.ts";
import type { Config } from "../config/config.ts";
import { createSessionNamer } from "../credentials/session-name.ts";
import { RequestLimits } from "../limits/request-limits.ts";
import type { OnLogEvent } from "../logging/log-event.ts";
import type { Decision } from "../operation/decision.ts";
import { createPodIdentityService } from "../operation/pod-identity-service.ts";
import { openDenyListConfigMap } from "../revocation/deny-list-config-map.ts";
import { openDenyList, type WatchedDenyList } from "../revocation/open-deny-list.ts";
import { type OpenCallers, openCallers } from "./open-callers.ts";
import { type OpenCluster, openCluster } from "./open-cluster.ts";
import { openClusterApiServer } from "./open-cluster-api-server.ts";
import { type OpenCredentials, openCredentials } from "./open-credentials.ts";
import { openEksApiCallers } from "./open-eks-api-callers.ts";
import type { ConfiguredServiceHooks } from "./service-hooks.ts";
import { checkStateDirectory } from "./state-directory.ts";

/** How long a change of the configuration waits for new association resources. */
const maxSyncMs = 10_000;

/** The configuration that is in use, with what was opened for it. */
export interface ServiceState {
  readonly config: Config;
  readonly clusters: readonly OpenCluster[];
  readonly credentials: OpenCredentials;
  readonly callers: OpenCallers;
  readonly denyList: WatchedDenyList | undefined;
  readonly limits: RequestLimits;
  /** The callers of the EKS API, which are none if it is not configured, and the limits of their requests. */
  readonly eksApi: { readonly callers: OpenCallers; readonly limits: RequestLimits };
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
  let callers: OpenCallers | undefined;
  let eksApiCallers: OpenCallers;
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
    if (previous !== undefined) {
      await waitForResources(clusters, previous);
    }
    const options = { files, onRejectedCaller, onLogEvent: hooks.onLogEvent };
    callers = await openCallers(config.callers, clusters, options);
    eksApiCallers = await openEksApiCallers(config.eksApi?.callers, options);
  } catch (error) {
    closeUnused({ clusters, credentials, callers, denyList }, previous);
    throw error;
  }
  const unchanged = isDeepStrictEqual(config.limits, previous?.config.limits) ? previous : undefined;
  const limits = unchanged?.limits ?? new RequestLimits(config.limits);
  const eksApiLimits = unchanged?.eksApi.limits ?? new RequestLimits(config.limits);
  const { sessionNameTemplate } = config.credentials;
  const service = createPodIdentityService({
    clusters: clusters.map(({ cluster }) => cluster),
    credentials: credentials.issuer,
    nameSession: sessionNameTemplate === undefined ? undefined : createSessionNamer(sessionNameTemplate),
    limits,
    getDenyList: () => denyList?.require(),
    onDecision(decision) {
      noteRefusal(clusters, decision);
      return onDecision(decision);
    },
    runStep,
    onExchange: hooks.onExchange,
  });
  const eksApi = { callers: eksApiCallers, limits: eksApiLimits };
  return { config, clusters, credentials, callers, denyList, limits, eksApi, service };
}

/**
 * Waits until the association resources of new clusters were received, of all at the same time. The previous configuration is
 * in force meanwhile. After the time limit, requests for clusters whose API server is away are refused until they were received.
 */
async function waitForResources(clusters: readonly OpenCluster[], previous: ServiceState): Promise<void> {
  const used = new Set(previous.clusters.map(({ associations }) => associations));
  const isNew = ({ associations }: OpenCluster) => !used.has(associations);
  const syncs = clusters.filter(isNew).map(({ associations }) => associations.whenSynced?.());
  await Promise.race([Promise.allSettled(syncs), sleep(maxSyncMs, undefined, { ref: false })]);
}

/** Tells the owner of an association that is a resource why a pod got no credentials. */
function noteRefusal(clusters: readonly OpenCluster[], decision: Decision): void {
  if (decision.outcome === "refused" && decision.pod !== undefined) {
    const cluster = clusters.find(({ config: { name } }) => name === decision.cluster);
    cluster?.associations.noteRefusal?.(decision.pod, decision.reason.code);
  }
}

/**
 * Opens the deny list, unless it is the same as before. At the start, a ConfigMap is read later, because its API server can be
 * away. Later, the old list stays in force until the new one was read.
 */
async function openChangedDenyList(
  config: Config,
  previous: ServiceState | undefined,
  onLogEvent: OnLogEvent,
): Promise<WatchedDenyList | undefined> {
  if (
    previous !== undefined &&
    isDeepStrictEqual(denyListSettings(config), denyListSettings(previous.config))
  ) {
    return previous.denyList;
  }
  const { denyListFile, denyListConfigMap, files } = config;
  if (denyListFile !== undefined) {
    return openDenyList(denyListFile, files, onLogEvent);
  }
  const cluster = config.clusters.find(({ name }) => name === denyListConfigMap?.cluster);
  if (denyListConfigMap === undefined || cluster === undefined) {
    return undefined;
  }
  const apiServer = await openClusterApiServer(cluster);
  const list = openDenyListConfigMap(apiServer, denyListConfigMap, (event) =>
    onLogEvent({ ...event, cluster: cluster.name }),
  );
  if (previous !== undefined) {
    try {
      await list.whenRead();
    } catch (error) {
      list.close();
      throw error;
    }
  }
  return list;
}

/** What the deny list of a configuration depends on. */
function denyListSettings({ denyListFile, denyListConfigMap, files, clusters }: Config) {
  const cluster = clusters.find(({ name }) => name === denyListConfigMap?.cluster);
  return { denyListFile, denyListConfigMap, files, apiServer: cluster?.apiServer };
}

type Opened = Pick<ServiceState, "clusters" | "credentials"> & {
  readonly callers?: OpenCallers | undefined;
  readonly eksApi?: Pick<ServiceState["eksApi"], "callers">;
  readonly denyList: WatchedDenyList | undefined;
};

/** Closes what was opened, except for what another state uses too. */
export function closeUnused(
  { clusters, credentials, callers, eksApi, denyList }: Opened,
  other?: Opened,
): void {
  if (eksApi !== other?.eksApi) {
    eksApi?.callers.close();
  }
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
    const isUsed = other?.clusters.some(({ associations }) => associations === cluster.associations);
    cluster.close({ keepAssociations: isUsed ?? false });
  }
}
