import { isDeepStrictEqual } from "node:util";
import type { AssociationStore } from "../associations/association.ts";
import type { AssociationEditor } from "../associations/association-editor.ts";
import { openAssociationFile } from "../associations/file/open-association-file.ts";
import {
  type AssociationResourcesStatus,
  startKubernetesAssociations,
} from "../associations/kubernetes/kubernetes-associations.ts";
import type { AssociationNames } from "../associations/precedence.ts";
import type { ClusterConfig } from "../config/config.ts";
import type { OnLogEvent } from "../logging/log-event.ts";
import { openClusterApiServer } from "./open-cluster-api-server.ts";

/** The associations of an open cluster. */
export interface OpenAssociations extends AssociationStore {
  /** How many there are. */
  readonly size: number;
  /** Changes the associations. */
  readonly editor: AssociationEditor;
  /** The state of association resources; undefined for a file. */
  readonly resourcesStatus?: AssociationResourcesStatus | undefined;
  /** Waits until all association resources were received once. @throws Error if they are closed before */
  whenSynced?(): Promise<void>;
  /** Reads the file now, and logs the result. It never rejects. */
  reload(): Promise<void>;
  /** Uses the rules of a configuration that is in force now. */
  use?(config: ClusterConfig): void;
  /** Tells the owner of a pod's association of a refusal. It returns at once. */
  noteRefusal?(pod: AssociationNames, code: string): void;
  close(): void;
}

/** Options of {@link openAssociations}. */
export interface OpenAssociationsOptions {
  /** The cluster before a change of its configuration, with its associations. */
  readonly previous: { readonly config: ClusterConfig; readonly associations: OpenAssociations } | undefined;
  /** Whether the process starts, and so answers no requests yet. */
  readonly isStart: boolean | undefined;
  readonly onLogEvent: OnLogEvent;
}

/**
 * Opens the associations of a cluster. Those before a change of its configuration are used again if the change does not
 * concern them, so that a change of a file that is held back stays so, and resources are not received again.
 *
 * A file need not exist yet, unless the configuration says so, or the cluster has associations that would be lost.
 *
 * @throws NotInClusterError if the API server of resources has no URL, and this process is not in a pod
 * @throws UnusableFileError if the file, or those of the API server, cannot be used
 * @throws ProxyConfigError if the environment names an unusable proxy for the API server
 */
export async function openAssociations(
  config: ClusterConfig,
  { previous, isStart, onLogEvent }: OpenAssociationsOptions,
): Promise<OpenAssociations> {
  if (previous !== undefined && isDeepStrictEqual(settingsOf(previous.config), settingsOf(config))) {
    return previous.associations;
  }
  return config.associations === undefined
    ? openResources(config, onLogEvent)
    : openFile(config, config.associations, {
        isStart,
        // Without associations, nothing is lost.
        canBeMissing: config.associationsMustExist !== true && (previous?.associations.size ?? 0) === 0,
        onLogEvent,
      });
}

interface FileOptions extends Pick<OpenAssociationsOptions, "isStart" | "onLogEvent"> {
  readonly canBeMissing: boolean;
}

function openFile(
  config: ClusterConfig,
  path: string,
  { isStart, canBeMissing, onLogEvent }: FileOptions,
): Promise<OpenAssociations> {
  return openAssociationFile(path, config, {
    allowGroupWrite: config.allowGroupWrite,
    shrinkGrace: config.shrinkGrace,
    isStart,
    onLogEvent,
    onMissing: canBeMissing
      ? (message) => onLogEvent({ level: "warn", code: "associations_missing", message })
      : undefined,
    onProblem: ({ message }) => onLogEvent({ level: "error", code: "associations_rejected", message }),
    onReload: (count) => {
      const message = `The associations were reloaded: ${count} from ${path}`;
      onLogEvent({ level: "info", code: "associations_reloaded", message });
    },
  });
}

async function openResources(config: ClusterConfig, onLogEvent: OnLogEvent): Promise<OpenAssociations> {
  const apiServer = await openClusterApiServer(config);
  const resources = startKubernetesAssociations(apiServer, {
    cluster: identityOf(config),
    ...rulesOf(config),
    onLogEvent,
  });
  return {
    find: (namespace, serviceAccount) => resources.find(namespace, serviceAccount),
    names: () => resources.names(),
    editor: resources.editor,
    get size() {
      return resources.size;
    },
    get resourcesStatus() {
      return resources.status;
    },
    whenSynced: () => resources.whenSynced(),
    async reload() {},
    noteRefusal: (pod, code) => resources.noteRefusal(pod, code),
    use: (current) => resources.setRules(rulesOf(current)),
    close() {
      resources.close();
      apiServer.close();
    },
  };
}

function identityOf({ name, region, accountId, partition }: ClusterConfig) {
  return { name, region, accountId, partition };
}

function rulesOf({ allowedRoles, associationResources }: ClusterConfig) {
  return { allowedRoles, namespaceRoles: associationResources?.namespaceRoles ?? [] };
}

/** What open associations depend on. Rules for resources can change while they are open. */
function settingsOf(config: ClusterConfig) {
  const { associations, associationsMustExist, shrinkGrace, allowGroupWrite, apiServer, allowedRoles } =
    config;
  const ofFile = { associations, associationsMustExist, shrinkGrace, allowedRoles };
  const ofSource = associations === undefined ? { apiServer } : ofFile;
  return { ...identityOf(config), allowGroupWrite, ...ofSource };
}
