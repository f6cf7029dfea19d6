import type { Authenticate, EKSAuthFrontendService } from "@eks-auth/server";
import type { Caller } from "../callers/caller.ts";
import type { Config } from "../config/config.ts";
import { type ListenOverrides, loadConfig } from "../config/load-config.ts";
import { UnusableFileError } from "../files/file-error.ts";
import { openWatchedFiles, type WatchedFiles } from "../files/watched-files.ts";
import { SharedKeyCheck } from "../keys/shared-keys.ts";
import type { LogEvent, LogEventCode } from "../logging/log-event.ts";
import type { DenyList } from "../revocation/deny-list.ts";
import type { WatchedTlsFiles } from "../tls/watched-tls-files.ts";
import type { ConfiguredEksApi } from "./configured-eks-api.ts";
import { ListenerTls } from "./listener-tls.ts";
import { createCurrentAuthenticate } from "./open-callers.ts";
import { readMissingKeys } from "./read-missing-keys.ts";
import { RestartCheck } from "./restart-check.ts";
import type { ConfiguredServiceHooks, EksApiHooks } from "./service-hooks.ts";
import { closeUnused, openState, type ServiceState } from "./service-state.ts";
import type { ServiceStatus } from "./service-status.ts";

/** A service that is reloaded when its configuration file changes. A handler takes it like any other service. */
export interface ConfiguredService extends EKSAuthFrontendService<Caller | undefined> {
  /**
   * Authenticates callers as the newest configuration says, for the handler's option. So a removed caller is rejected at
   * once, also on an open connection. The caller is undefined if the configuration has none.
   */
  readonly authenticate: Authenticate<Caller | undefined>;
  /** The current configuration. */
  readonly config: Config;
  /** The tokens that are refused although they are valid, if there is a list of them and it was read. */
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
  /** The API that manages associations, if it was configured at the start. The caller listens on its address itself. */
  readonly eksApi: ConfiguredEksApi | undefined;
  /** Reloads the configuration, the association files and the key files now, and logs the result. It never rejects. */
  reload(): Promise<void>;
  /** Stops watching the files. */
  close(): void;
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
  let state: ServiceState;
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
  let tls: ListenerTls | undefined;
  let hasEksApi = false;

  function activate(): void {
    for (const cluster of state.clusters) {
      cluster.activate();
    }
  }

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
    tls = await ListenerTls.open(config, hooks.onLogEvent);
    hasEksApi = config.eksApi !== undefined;
    state = await openState(config, undefined, hooks);
    activate();
    configReadAt = Date.now();
    compareKeys();
  }

  async function load(isClosed: () => boolean): Promise<void> {
    try {
      const config = await loadConfig(path, overrides);
      const previous = state;
      requireCallersStill(config, previous.config, path);
      const useTls = await tls?.read(config);
      const next = await openState(config, previous, hooks);
      if (isClosed()) {
        closeUnused(next, previous);
        return;
      }
      // Both at once: a new authority must not vouch for a caller of the previous configuration.
      state = next;
      activate();
      useTls?.();
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

  async function openEksApi(): Promise<ConfiguredEksApi> {
    // Loaded on demand, so that it takes no memory if it is off.
    const { createEksApiService } = await import("../eks-api/eks-api-service.ts");
    const service = createEksApiService({
      ...(hooks.eksApi ?? unrecorded),
      getClusters: () => state.clusters.map(({ eksApi }) => eksApi),
      getLimits: () => state.eksApi.limits,
    });
    const authenticate = createCurrentAuthenticate(() => state.eksApi.callers);
    return { service, authenticate, tls: tls?.eksApi };
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
      const hasDenyList = state.denyList === undefined || state.denyList.current !== undefined;
      return { clusters, isConfigCurrent, hasDenyList, configReadAt };
    },
    readKeys: () => readMissingKeys(state.clusters),
    checkCredentials: async () => state.credentials.issuer.check?.(),
    tls: tls?.listen,
    eksApi: hasEksApi ? await openEksApi() : undefined,
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
      watched.close();
      tls?.close();
      closeUnused(state);
    },
  };
}

const unrecorded: EksApiHooks = { requireAudit() {}, onChange() {}, onRefusedRead() {} };

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
