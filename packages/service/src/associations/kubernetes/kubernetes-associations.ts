import {
  type ApiServer,
  type Informer,
  type InformerHandler,
  type KubernetesObject,
  startInformer,
} from "@eks-auth/kubernetes";
import type { OnLogEvent } from "../../logging/log-event.ts";
import type { Association, AssociationStore } from "../association.ts";
import type { AssociationEditor } from "../association-editor.ts";
import type { ClusterRules } from "../association-rules.ts";
import { AssociationsUnavailableError } from "../associations-unavailable-error.ts";
import { createLazyEditor } from "../lazy-editor.ts";
import type { AssociationNames } from "../precedence.ts";
import { AssociationEvents } from "./association-events.ts";
import { AssociationRegistry } from "./association-registry.ts";
import { ChangeRecorder } from "./change-recorder.ts";
import type { AssociationResource } from "./resource-precedence.ts";
import {
  allowedRolesAnnotation,
  type ClusterPodIdentityAssociation,
  clusterPodIdentityAssociations,
  type PodIdentityAssociation,
  podIdentityAssociations,
} from "./resources.ts";
import type { RoleRules } from "./role-check.ts";
import { StatusWriter } from "./status-writer.ts";
import type { AssociationOutcome } from "./wanted-status.ts";

const namespaces = { group: "", version: "v1", plural: "namespaces" };

/** Options of {@link startKubernetesAssociations}. */
export interface KubernetesAssociationsOptions extends RoleRules {
  /** The cluster. Its `allowedRoles` are not used. */
  readonly cluster: ClusterRules;
  readonly onLogEvent: OnLogEvent;
  /** How long a replica waits at most before it writes a status; by default 2 s. */
  readonly maxJitterMs?: number | undefined;
}

/** The state of the association resources of a cluster, for probes and metrics. */
export interface AssociationResourcesStatus {
  /** Whether everything was received at least once. */
  readonly hasSynced: boolean;
  /** When the API server last sent something for each of the resources, in milliseconds since 1970; 0 for never. */
  readonly lastContact: number;
  /** How many resources there are with each outcome. */
  readonly counts: Readonly<Record<AssociationOutcome, number>>;
  /** How often a resource was listed from the beginning: once for each at the start, and after versions were lost. */
  readonly lists: number;
  /** How many requests of the informers failed. */
  readonly failures: number;
}

/** The association resources of a cluster. While its API server is away, what was received stays in use. */
export interface KubernetesAssociations extends Required<AssociationStore> {
  /**
   * @throws AssociationsUnavailableError if not everything was received yet
   * @throws AssociationRuleError `role_not_allowed` if the namespace does not allow a role, `globs_too_complex`
   */
  find(namespace: string, serviceAccount: string): Promise<Association | undefined>;
  /** How many resources there are. */
  readonly size: number;
  /** Changes the resources. @throws AssociationsUnavailableError if not everything was received yet */
  readonly editor: AssociationEditor;
  readonly status: AssociationResourcesStatus;
  /** Waits until everything was received once. @throws an `AbortError` if it is closed before */
  whenSynced(): Promise<void>;
  /**
   * Tells the owner of a pod's association why it got no credentials, if the owner can fix that. It returns at once.
   *
   * @param code - of the refusal
   */
  noteRefusal(pod: AssociationNames, code: string): void;
  /** Changes the rules, without receiving anything again. */
  setRules(rules: RoleRules): void;
  close(): void;
}

/**
 * Starts to receive the association resources of a cluster, and the annotations of its namespaces. It never fails: what
 * can't be received is asked for again, and the log says why.
 */
export function startKubernetesAssociations(
  apiServer: ApiServer,
  { cluster, onLogEvent, maxJitterMs, ...rules }: KubernetesAssociationsOptions,
): KubernetesAssociations {
  const registry = new AssociationRegistry({
    cluster,
    ...rules,
    onStatusDiffers: ({ home, name }) => writer.add(home, name),
  });
  const events = new AssociationEvents(apiServer, registry);
  const writer = new StatusWriter(apiServer, registry, {
    onLogEvent,
    maxJitterMs,
    onWritten(object, { problem }) {
      if (problem !== undefined) {
        events.noteInvalid(object, problem);
      }
    },
  });
  const recorder = new ChangeRecorder();
  const resourceHandler: InformerHandler<AssociationResource> = {
    onSet(resource) {
      registry.set(resource);
      recorder.noteSet(resource);
    },
    onDelete(key) {
      registry.delete(key.namespace, key.name);
      recorder.noteDelete(key);
    },
  };
  const namespaceHandler: InformerHandler<KubernetesObject> = {
    onSet: ({ metadata: { name, annotations } }) =>
      registry.setAllowedRoles(name, annotations?.[allowedRolesAnnotation]),
    onDelete: ({ name }) => registry.setAllowedRoles(name, undefined),
  };
  const informers: readonly Informer[] = [
    startInformer<PodIdentityAssociation>(apiServer, podIdentityAssociations, resourceHandler, {
      onLogEvent,
    }),
    startInformer<ClusterPodIdentityAssociation>(apiServer, clusterPodIdentityAssociations, resourceHandler, {
      onLogEvent,
    }),
    startInformer(apiServer, namespaces, namespaceHandler, { onLogEvent }),
  ];
  const hasSynced = (): boolean => informers.every((informer) => informer.hasSynced);
  const whenSynced = async (): Promise<void> => {
    await Promise.all(informers.map((informer) => informer.whenSynced()));
  };
  // It is rejected only if it is closed before.
  void whenSynced().then(
    () => registry.complete(),
    () => {},
  );
  const editor = createLazyEditor(async () => {
    const { ResourceAssociationEditor } = await import("../editors.ts");
    return new ResourceAssociationEditor({ apiServer, registry, recorder, cluster, hasSynced });
  });
  return {
    editor,
    async find(namespace, serviceAccount) {
      if (!hasSynced()) {
        throw new AssociationsUnavailableError(cluster.name);
      }
      return registry.find(namespace, serviceAccount);
    },
    names: () => registry.valid(),
    get size() {
      return registry.size;
    },
    get status() {
      return {
        hasSynced: hasSynced(),
        lastContact: Math.min(...informers.map(({ lastContact }) => lastContact)),
        counts: registry.counts,
        lists: informers.reduce((sum, { listCount }) => sum + listCount, 0),
        failures: informers.reduce((sum, { failureCount }) => sum + failureCount, 0),
      };
    },
    whenSynced,
    setRules: (changed) => registry.setRules(changed),
    noteRefusal: (pod, code) => events.noteRefusal(pod, code),
    close() {
      for (const informer of informers) {
        informer.close();
      }
      registry.close();
      writer.close();
    },
  };
}
