import { type ApiServer, type KubernetesObject, startInformer } from "@eks-auth/kubernetes";
import type { DenyListConfigMap } from "../config/association-resources-config.ts";
import { UnusableFileError } from "../files/file-error.ts";
import type { OnLogEvent } from "../logging/log-event.ts";
import type { DenyList } from "./deny-list.ts";
import { parseDenyList } from "./deny-list-file.ts";
import type { WatchedDenyList } from "./open-deny-list.ts";
import { RevocationUnavailableError } from "./revocation-error.ts";

/** The key of the list in the ConfigMap's `data`. */
const dataKey = "deny.yaml";

/** How long a change of the configuration waits for its new list. */
const maxWaitMs = 5_000;

interface ConfigMap extends KubernetesObject {
  readonly data?: Readonly<Record<string, unknown>> | undefined;
}

/** The deny list of a ConfigMap, which is watched. */
export interface ConfigMapDenyList extends WatchedDenyList {
  /**
   * Waits until a valid list was read.
   *
   * @throws UnusableFileError if there is none within 5 s
   */
  whenRead(): Promise<void>;
}

/**
 * Watches the ConfigMap of a deny list. A change is in force within 1 s. A new ConfigMap without data denies nothing. If the
 * ConfigMap is deleted, or invalid after a change, the last valid list stays in force, and the log says so.
 *
 * @param apiServer - is closed with the list
 */
export function openDenyListConfigMap(
  apiServer: ApiServer,
  { namespace, name }: DenyListConfigMap,
  onLogEvent: OnLogEvent,
): ConfigMapDenyList {
  const source = `ConfigMap ${namespace}/${name}`;
  let current: DenyList | undefined;
  let problem = "it was not read yet.";
  const read = Promise.withResolvers<void>();

  function reject(reason: string): void {
    problem = reason;
    const consequence =
      current === undefined ? "Until it is valid, requests are refused" : "The old deny list stays in force";
    onLogEvent({ level: "error", code: "deny_list_rejected", message: `${consequence}: ${reason}` });
  }

  const informer = startInformer<ConfigMap>(
    apiServer,
    { group: "", version: "v1", plural: "configmaps", namespace, fieldSelector: `metadata.name=${name}` },
    {
      onSet({ data = {} }) {
        try {
          // The chart creates the ConfigMap without data, so that an upgrade keeps what was written there. Entries that are
          // in force need a new list to end.
          const isNew = Object.keys(data).length === 0 && !current?.entries.length;
          current = isNew
            ? parseDenyList("denied: []", source)
            : parseDenyList(requireText(data[dataKey], source), `${source}, ${dataKey}`);
        } catch (error) {
          reject((error as Error).message);
          return;
        }
        read.resolve();
        const message = `The deny list was read: ${source} has ${current.entries.length} entries.`;
        onLogEvent({ level: "info", code: "deny_list_reloaded", message });
      },
      onDelete: () => reject(`${source} was deleted. Create it again.`),
    },
    { onLogEvent },
  );
  informer.whenSynced().then(
    () => {
      if (informer.count === 0) {
        reject(`${source} does not exist. Create it, with "denied: []" as ${dataKey} if nothing is denied.`);
      }
    },
    () => {},
  );
  return {
    get current() {
      return current;
    },
    require() {
      if (current === undefined) {
        throw new RevocationUnavailableError(`The deny list of ${source} can't be used: ${problem}`);
      }
      return current;
    },
    async whenRead() {
      const expired = Promise.withResolvers<never>();
      const timer = setTimeout(() => {
        expired.reject(UnusableFileError.ofWhole(source, `${source} can't be used: ${problem}`, undefined));
      }, maxWaitMs);
      try {
        await Promise.race([read.promise, expired.promise]);
      } finally {
        clearTimeout(timer);
      }
    },
    // It is watched: there is nothing to read again.
    reload: async () => {},
    close() {
      informer.close();
      apiServer.close();
    },
  };
}

function requireText(value: unknown, source: string): string {
  if (typeof value !== "string") {
    throw new TypeError(`${source} has no text ${dataKey} in its data. Add it.`);
  }
  return value;
}
