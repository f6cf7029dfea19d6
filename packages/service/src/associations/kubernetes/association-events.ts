import { hostname } from "node:os";
import { type ApiServer, EventRecorder } from "@eks-auth/kubernetes";
import type { AssociationNames } from "../precedence.ts";
import type { AssociationRegistry, RegisteredResource } from "./association-registry.ts";
import { pathOfResources } from "./get-resource.ts";
import type { AssociationResource } from "./resource-precedence.ts";
import { associationApiVersion } from "./resources.ts";
import type { StoredAssociation } from "./stored-association.ts";
import { decideConditions } from "./wanted-status.ts";

/** An event about the same resource for the same reason is written again after this time. */
const repeatMs = 10 * 60_000;
const maxRemembered = 1_000;

/** How many resources are read at once for their events. More events are dropped. */
const maxReads = 4;

/** The events for refusals that the owner of an association can fix, by the code of the refusal. */
const eventsByCode: Readonly<Record<string, { readonly reason: string; describe(role: string): string }>> = {
  role_not_allowed: { reason: "RoleNotAllowed", describe: (role) => `The role ${role} is not allowed.` },
  external_id_reserved: {
    reason: "ExternalIdReserved",
    describe: () => "The externalId could be that of another service account. Remove it, or use another one.",
  },
  role_refused: {
    reason: "RoleRefused",
    describe: (role) =>
      `AWS does not let eks-auth assume the role ${role}. Check that it exists, and that its trust policy allows it.`,
  },
  invalid_request: {
    reason: "SessionRejected",
    describe: (role) => `AWS rejects the session of the role ${role}. Check the policy of the association.`,
  },
  invalid_parameter: {
    reason: "SessionRejected",
    describe: (role) =>
      `AWS rejects the session of the role ${role}. Check durationSeconds of the association, and the longest session of the role.`,
  },
};

/**
 * Writes events about associations for their owners. They are hints, so they are dropped if there are many. They hold no
 * secret, and nothing of the request.
 */
export class AssociationEvents {
  readonly #apiServer: ApiServer;
  readonly #registry: AssociationRegistry;
  readonly #recorder: EventRecorder;
  /** When an event was written last, by resource and reason. The oldest first. */
  readonly #writtenAt = new Map<string, number>();
  #reads = 0;

  constructor(apiServer: ApiServer, registry: AssociationRegistry) {
    this.#apiServer = apiServer;
    this.#registry = registry;
    this.#recorder = new EventRecorder(apiServer, {
      reportingController: "eks-auth.dev/eks-auth",
      reportingInstance: hostname().slice(0, 128),
    });
  }

  /**
   * Writes an event if the owner of the pod's association can fix why it got no credentials. It returns at once.
   *
   * @param code - of the refusal
   */
  noteRefusal(pod: AssociationNames, code: string): void {
    const event = eventsByCode[code];
    // First: an event that is dropped was not written, and is due at the next refusal.
    if (event === undefined || this.#reads >= maxReads) {
      return;
    }
    const resource = this.#find(pod);
    if (resource === undefined || !this.#isDue(resource, event.reason)) {
      return;
    }
    this.#reads += 1;
    void this.#write(resource, code).finally(() => {
      this.#reads -= 1;
    });
  }

  /** Writes an event about a resource that is not valid. It returns at once. */
  noteInvalid(object: AssociationResource, problem: string): void {
    void this.#record(object, "Invalid", `The resource is not used: ${problem}`);
  }

  #find({ namespace, serviceAccount }: AssociationNames): StoredAssociation | undefined {
    try {
      return this.#registry.select(namespace, serviceAccount);
    } catch {
      // Globs that are too complex. No single resource is at fault.
      return undefined;
    }
  }

  #isDue(resource: RegisteredResource, reason: string): boolean {
    const key = `${resource.home ?? ""}/${resource.name} ${reason}`;
    const now = performance.now();
    if (now - (this.#writtenAt.get(key) ?? Number.NEGATIVE_INFINITY) < repeatMs) {
      return false;
    }
    this.#writtenAt.delete(key);
    this.#writtenAt.set(key, now);
    const [oldest] = this.#writtenAt.keys();
    if (this.#writtenAt.size > maxRemembered && oldest !== undefined) {
      this.#writtenAt.delete(oldest);
    }
    return true;
  }

  async #write(resource: StoredAssociation, code: string): Promise<void> {
    const { home, name, roleArn, targetRoleArn = roleArn } = resource;
    const { reason = "", describe } = eventsByCode[code] ?? {};
    const conditions = decideConditions(this.#registry.stateOf(resource));
    const notAllowed = conditions.find(({ type, status }) => type === "RoleAllowed" && status === "False");
    const note = (code === "role_not_allowed" && notAllowed?.message) || describe?.(targetRoleArn) || "";
    try {
      // Only the object has the UID that an event needs.
      await this.#record(
        await this.#apiServer.get<AssociationResource>(pathOfResources(home), name),
        reason,
        note,
      );
    } catch {
      // The log has the refusal.
    }
  }

  #record({ metadata }: AssociationResource, reason: string, note: string): Promise<void> {
    const { namespace, name, uid } = metadata;
    const kind = namespace === undefined ? "ClusterPodIdentityAssociation" : "PodIdentityAssociation";
    return this.#recorder.record({
      regarding: { apiVersion: associationApiVersion, kind, namespace, name, uid },
      type: "Warning",
      reason,
      action: "AssumeRole",
      note,
    });
  }
}
