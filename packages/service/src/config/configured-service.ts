import { isDeepStrictEqual } from "node:util";
import type { EKSAuthFrontendService } from "@eks-auth/server";
import type { CredentialIssuer } from "../credentials/credential-issuer.ts";
import { createEmbeddedIssuer } from "../credentials/embedded/embedded-issuer.ts";
import { openSessionKeys } from "../credentials/embedded/session-key-file.ts";
import { createSessionNamer } from "../credentials/session-name.ts";
import { createStsIssuer } from "../credentials/sts/sts-issuer.ts";
import { followFile } from "../files/watch-file.ts";
import type { LogEvent } from "../logging/log-event.ts";
import type { Grant } from "../operation/decision.ts";
import type { Refusal } from "../operation/modelled-errors.ts";
import { createPodIdentityService } from "../operation/pod-identity-service.ts";
import type { Config, CredentialsConfig } from "./config.ts";
import { loadConfig } from "./load-config.ts";
import { checkStateDirectory, type OpenCluster, openCluster } from "./open-cluster.ts";

/** Who is told what a service does. */
export interface ConfiguredServiceHooks {
  /** Told of each request that gets credentials; the answer waits for it. */
  readonly onGrant: (grant: Grant) => void | Promise<void>;
  /** Told of each refused request, with what the answer doesn't tell; the answer waits for it. */
  readonly onRefusal: (refusal: Refusal) => void | Promise<void>;
  /** Told what an operator should know. It must not throw. */
  readonly onLogEvent: (notice: LogEvent) => void;
}

/** A service that follows its configuration file. It can be given to a handler like any other. */
export interface ConfiguredService extends EKSAuthFrontendService {
  /** What it is configured with at the moment. */
  readonly config: Config;
  /** Reads the configuration and all that it names again at once, and says how that went. Never rejects. */
  reload(): Promise<void>;
  /** Lets go of its files. */
  close(): void;
}

/** What is in force at a time. */
interface State {
  readonly config: Config;
  readonly clusters: readonly OpenCluster[];
  readonly issuer: CredentialIssuer;
  readonly service: EKSAuthFrontendService;
}

/**
 * Opens the service that a configuration file describes, and follows the file and those of its associations: a change
 * is in force within 2 s. What can't be used is told, and what was there before stays in force. The address to listen
 * on is the host's business: a change of it needs a new start.
 *
 * @throws UnusableFileError where a file can't be read or used, or the state directory can't be written
 * @throws SessionKeyFileError where the embedded issuer's key can't be read or made
 * @example
 * const service = await openConfiguredService("eks-auth.yaml", hooks);
 * createServer(createNodeListener(createEKSAuthFrontendHandler(service))).listen(8480, "127.0.0.1");
 */
export async function openConfiguredService(
  path: string,
  hooks: ConfiguredServiceHooks,
): Promise<ConfiguredService> {
  const { onLogEvent } = hooks;
  let state: State;

  async function open(): Promise<void> {
    state = await openState(await loadConfig(path), undefined, hooks);
  }

  async function load(): Promise<void> {
    try {
      const config = await loadConfig(path);
      const before = state;
      state = await openState(config, before, hooks);
      closeAll(before.clusters.filter((cluster) => !state.clusters.includes(cluster)));
      onLogEvent({ level: "info", message: `The configuration was read again: ${path}` });
      if (!isDeepStrictEqual(config.listen, before.config.listen)) {
        onLogEvent({ level: "warn", message: "The address to listen on has changed: it needs a new start." });
      }
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      onLogEvent({ level: "error", message: `The old configuration stays in force: ${reason}` });
    }
  }

  // Before the first reading, so that a change right after it is seen.
  const stopFollowing = followFile(path, () => void loadNext());
  /** One at a time: a later one must not be undone by an earlier that took longer. */
  let loading = open();
  const loadNext = (): Promise<void> => {
    loading = loading.then(load);
    return loading;
  };
  try {
    await loading;
  } catch (error) {
    stopFollowing();
    throw error;
  }
  return {
    assumeRoleForPodIdentity: (input, call) => state.service.assumeRoleForPodIdentity(input, call),
    get config() {
      return state.config;
    },
    async reload() {
      await loadNext();
      await Promise.all(state.clusters.map(({ associations }) => associations.reload()));
    },
    close() {
      stopFollowing();
      closeAll(state.clusters);
    },
  };
}

/** Opens what is new in a configuration; what is as before stays open, with the keys that it holds. */
async function openState(
  config: Config,
  before: State | undefined,
  hooks: ConfiguredServiceHooks,
): Promise<State> {
  const { stateDirectory, credentials } = config;
  const { onGrant, onRefusal, onLogEvent } = hooks;
  const isAsBefore = stateDirectory === before?.config.stateDirectory;
  if (stateDirectory !== undefined && !isAsBefore) {
    await checkStateDirectory(stateDirectory);
  }
  const issuer =
    before !== undefined && isDeepStrictEqual(before.config.credentials, credentials)
      ? before.issuer
      : await openCredentialIssuer(credentials);
  const clusters: OpenCluster[] = [];
  try {
    for (const cluster of config.clusters) {
      const open = before?.clusters.find((other) => isAsBefore && isDeepStrictEqual(other.config, cluster));
      clusters.push(open ?? (await openCluster(cluster, stateDirectory, onLogEvent)));
    }
  } catch (error) {
    closeAll(clusters.filter((cluster) => !before?.clusters.includes(cluster)));
    throw error;
  }
  const { sessionNameTemplate } = credentials;
  const service = createPodIdentityService({
    clusters: clusters.map(({ cluster }) => cluster),
    credentials: issuer,
    nameSession: sessionNameTemplate === undefined ? undefined : createSessionNamer(sessionNameTemplate),
    onGrant,
    onRefusal,
  });
  return { config, clusters, issuer, service };
}

function closeAll(clusters: readonly OpenCluster[]): void {
  for (const { associations } of clusters) {
    associations.close();
  }
}

/**
 * Makes the source of credentials, as it is configured.
 *
 * @throws SessionKeyFileError where the embedded issuer's key can't be read or made
 */
export async function openCredentialIssuer({ sts, embedded }: CredentialsConfig): Promise<CredentialIssuer> {
  if (sts !== undefined) {
    return createStsIssuer(sts);
  }
  if (embedded !== undefined) {
    const { privateKey } = await openSessionKeys(embedded.keyFile);
    return createEmbeddedIssuer({ privateKey });
  }
  throw new TypeError("The configuration names no source of credentials: it has neither sts nor embedded.");
}
