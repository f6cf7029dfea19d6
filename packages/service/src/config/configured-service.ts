import { isDeepStrictEqual } from "node:util";
import type { Authenticate, EKSAuthFrontendService } from "@eks-auth/server";
import type { RejectedCaller } from "../callers/authenticate.ts";
import type { Caller } from "../callers/caller.ts";
import { createSessionNamer } from "../credentials/session-name.ts";
import { UnusableFileError } from "../files/file-error.ts";
import { openWatchedFiles, type WatchedFiles } from "../files/watched-files.ts";
import { SharedKeyCheck } from "../keys/shared-keys.ts";
import { RequestLimits } from "../limits/request-limits.ts";
import type { LogEvent, LogEventCode, OnLogEvent } from "../logging/log-event.ts";
import type { RunStep } from "../observation/run-step.ts";
import type { Decision } from "../operation/decision.ts";
import { createPodIdentityService } from "../operation/pod-identity-service.ts";
import type { DenyList } from "../revocation/deny-list.ts";
import { openDenyList, type WatchedDenyList } from "../revocation/open-deny-list.ts";
import { readTlsFiles } from "../tls/tls-files.ts";
import { WatchedTlsFiles } from "../tls/watched-tls-files.ts";
import type { Config } from "./config.ts";
import { listTlsFiles } from "./list-tls-files.ts";
import { type ListenOverrides, loadConfig } from "./load-config.ts";
import { createCurrentAuthenticate, type OpenCallers, openCallers } from "./open-callers.ts";
import { checkStateDirectory, type OpenCluster, openCluster } from "./open-cluster.ts";
import { type OpenCredentials, openCredentials } from "./open-credentials.ts";
import { readMissingKeys } from "./read-missing-keys.ts";
import { RestartCheck } from "./restart-check.ts";
import type { ServiceStatus } from "./service-status.ts";

/** Hooks of a service. */
export interface ConfiguredServiceHooks {
  /**
   * Called for each decision. The response waits for it. If it throws AuditUnavailableError, the response is a 503; if it
   * throws anything else, a 500.
   */
  readonly onDecision: (decision: Decision) => void | Promise<void>;
  /** Called for each request whose caller is rejected before the operation. Anyone can cause it. */
  readonly onRejectedCaller: (rejected: RejectedCaller) => void;
  /** Called for each event that an operator should know of. */
  readonly onLogEvent: OnLogEvent;
  /** Runs the steps of the service's work, to observe them. */
  readonly runStep?: RunStep;
}

/** A service that is reloaded when its configuration file changes. A handler takes it like any other service. */
export interface ConfiguredService extends EKSAuthFrontendService<Caller | undefined> {
  /**
   * Authenticates callers as the newest configuration says, for the handler's option. So a removed caller is rejected at
   * once, also on an open connection. The caller is undefined if the configuration has none.
   */
  readonly authenticate: Authenticate<Caller | undefined>;
  /** The current configuration. */
  readonly config: Config;
  /** The tokens that are refused although they are valid, if there is a file of them. */
  readonly denyList: DenyList | undefined;
  /** The current state, for probes and metrics. */
  readonly status: ServiceStatus;
  /**
   * Reads the keys of each cluster that has none, a few at a time. It never rejects: the log says which keys are not
   * available. Without it, keys are read when a request needs them.
   */
  readKeys(): Promise<void>;
  /**
   * Checks whether credentials can be issued, without issuing any.
   *
   * @throws CredentialIssuerError if they can't
   */
  checkCredentials(): Promise<void>;
  /** The files of HTTPS, if they were configured at the start. The caller passes their content to its server. */
  readonly tls: WatchedTlsFiles | undefined;
  /** Reloads the configuration, the association files and the key files now, and logs the result. It never rejects. */
  reload(): Promise<void>;
  /** Stops watching the files. */
  close(): void;
}

/** The configuration that is in use, with what was opened for it. */
interface State {
  readonly config: Config;
  readonly clusters: readonly OpenCluster[];
  readonly credentials: OpenCredentials;
  readonly callers: OpenCallers;
  readonly denyList: WatchedDenyList | undefined;
  readonly limits: RequestLimits;
  readonly service: EKSAuthFrontendService<Caller | undefined>;
}

/**
 * Opens the service that a configuration file describes, and watches that file and the association files. A change takes
 * effect within 2 s. A file that cannot be used is logged, and the previous state stays in use. The caller listens on the
 * configured address itself, so a change of it needs a restart.
 *
 * @param overrides - where the caller listens, if it is not where the file says
 * @throws UnusableFileError if a file cannot be used, or the state directory is not writable
 * @throws SessionKeyFileError if the embedded issuer's key cannot be read or created
 * @throws UnsafeEndpointError if the environment sets an endpoint of STS that others can read
 * @throws ProxyConfigError if the environment names an unusable proxy for STS or for an issuer
 * @example
 * const service = await openConfiguredService("eks-auth.yaml", hooks);
 * const handler = createEKSAuthFrontendHandler(service, { authenticate: service.authenticate });
 * createServer(createNodeListener(handler)).listen(8480, "127.0.0.1");
 */
export async function openConfiguredService(
  path: string,
  hooks: ConfiguredServiceHooks,
  overrides?: ListenOverrides,
): Promise<ConfiguredService> {
  const log = (level: LogEvent["level"], code: LogEventCode, message: string) =>
    hooks.onLogEvent({ level, code, message });
  let state: State;
  const sharedKeys = new SharedKeyCheck((cluster, message) => {
    const isAffected = state.config.callers?.serviceAccount !== undefined;
    hooks.onLogEvent({
      level: isAffected ? "error" : "warn",
      code: "keys_shared",
      cluster,
      message: isAffected
        ? `${message} Until then, agents with a service-account token are refused.`
        : message,
    });
  });
  let restarts: RestartCheck;
  let configReadAt: number;
  let isConfigCurrent = true;
  let tls: WatchedTlsFiles | undefined;
  let isClosed = false;

  function compareKeys(): void {
    for (const cluster of state.clusters) {
      cluster.compareKeys(sharedKeys);
    }
    if (state.config.callers?.serviceAccount !== undefined) {
      // Keys that were not read are compared with no others, so a shared one would be noticed too late.
      void readMissingKeys(state.clusters);
    }
  }

  async function open(): Promise<void> {
    const config = await loadConfig(path, overrides);
    restarts = new RestartCheck(config, hooks.onLogEvent);
    const tlsFiles = listTlsFiles(config);
    tls = tlsFiles && (await WatchedTlsFiles.open(tlsFiles, hooks.onLogEvent));
    state = await openState(config, undefined, hooks);
    configReadAt = Date.now();
    compareKeys();
  }

  async function load(): Promise<void> {
    try {
      const config = await loadConfig(path, overrides);
      const previous = state;
      requireCallersStill(config, previous.config, path);
      const tlsFiles = listTlsFiles(config);
      const tlsContent = tlsFiles && (await readTlsFiles(tlsFiles));
      const next = await openState(config, previous, hooks);
      if (isClosed) {
        closeUnused(next, previous);
        return;
      }
      // Both at once: a new authority must not vouch for a caller of the previous configuration.
      state = next;
      if (tlsFiles !== undefined && tlsContent !== undefined) {
        tls?.use(tlsFiles, tlsContent);
      }
      configReadAt = Date.now();
      isConfigCurrent = true;
      closeUnused(previous, state);
      compareKeys();
      log("info", "config_reloaded", `The configuration was reloaded: ${path}`);
      restarts.check(config);
    } catch (error) {
      isConfigCurrent = false;
      const reason = error instanceof Error ? error.message : String(error);
      log("error", "config_rejected", `The old configuration stays in use: ${reason}`);
    }
  }

  let watched: WatchedFiles;
  try {
    watched = await openWatchedFiles([path], open, load);
  } catch (error) {
    tls?.close();
    throw error;
  }
  return {
    assumeRoleForPodIdentity: (input, call) => state.service.assumeRoleForPodIdentity(input, call),
    authenticate: createCurrentAuthenticate(() => state.callers),
    get config() {
      return state.config;
    },
    get denyList() {
      return state.denyList?.current;
    },
    get status() {
      const clusters = state.clusters.map(({ status }) => status);
      return { clusters, isConfigCurrent, configReadAt };
    },
    readKeys: () => readMissingKeys(state.clusters),
    checkCredentials: async () => state.credentials.issuer.check?.(),
    tls,
    async reload() {
      await watched.reload();
      await Promise.all([
        state.credentials.reload(),
        tls?.reload(),
        state.denyList?.reload(),
        ...state.clusters.map((cluster) => cluster.reloadFiles()),
      ]);
    },
    close() {
      isClosed = true;
      watched.close();
      tls?.close();
      closeUnused(state);
    },
  };
}

/**
 * The listener, or a proxy in front of it, stays reachable during a reload. Without callers, all of its clients could
 * exchange tokens.
 */
function requireCallersStill({ callers }: Config, previous: Config, path: string): void {
  if (callers === undefined && previous.callers !== undefined) {
    const message = `${path} has no callers any more. Add callers, or restart the service to serve without them.`;
    throw UnusableFileError.ofWhole(path, message, undefined);
  }
}

/** Opens what has changed in a configuration. Unchanged clusters and credentials stay open, with their cached keys. */
async function openState(
  config: Config,
  previous: State | undefined,
  hooks: ConfiguredServiceHooks,
): Promise<State> {
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
          : await openCluster(cluster, stateDirectory, hooks, before),
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
  { denyListFile, files }: Config,
  previous: State | undefined,
  onLogEvent: OnLogEvent,
): Promise<WatchedDenyList | undefined> {
  const isSame = isDeepStrictEqual(
    [denyListFile, files],
    [previous?.config.denyListFile, previous?.config.files],
  );
  if (denyListFile === undefined || isSame) {
    return denyListFile === undefined ? undefined : previous?.denyList;
  }
  return openDenyList(denyListFile, files, onLogEvent);
}

type Opened = Pick<State, "clusters" | "credentials"> & {
  readonly callers?: OpenCallers;
  readonly denyList: WatchedDenyList | undefined;
};

/** Closes what was opened, except for what another state uses too. */
function closeUnused({ clusters, credentials, callers, denyList }: Opened, other?: Opened): void {
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
