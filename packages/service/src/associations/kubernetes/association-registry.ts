import { isDeepStrictEqual } from "node:util";
import type { Association } from "../association.ts";
import { AssociationRuleError, type ClusterRules } from "../association-rules.ts";
import { AssociationChangeError } from "../change-error.ts";
import type { FileEntry } from "../file/entry.ts";
import { type AssociationNames, associationKey } from "../precedence.ts";
import { summarize } from "./observed-status.ts";
import { ResourceIndex } from "./resource-index.ts";
import type { AssociationResource } from "./resource-precedence.ts";
import { RoleCheck, type RoleRules } from "./role-check.ts";
import { SlicedWork } from "./sliced-work.ts";
import {
  type InvalidAssociation,
  ResourceReader,
  type StoredAssociation,
  type StoredResource,
} from "./stored-association.ts";
import {
  type AssociationOutcome,
  type AssociationState,
  decideConditions,
  decideOutcome,
} from "./wanted-status.ts";

/** A resource with what is known of it. */
export type RegisteredResource = StoredAssociation | InvalidAssociation;

/** Options of an {@link AssociationRegistry}. */
export interface RegistryOptions extends RoleRules {
  /** Without its rules. */
  readonly cluster: ClusterRules;
  /** Called for a resource whose status may be another one than it should be. */
  readonly onStatusDiffers: (resource: RegisteredResource) => void;
}

/** The association resources of a cluster, and the roles that its namespaces allow, in memory. */
export class AssociationRegistry {
  readonly reader: ResourceReader;
  readonly #roles: RoleCheck;
  readonly #onStatusDiffers: RegistryOptions["onStatusDiffers"];
  readonly #index = new ResourceIndex<StoredAssociation>();
  readonly #invalid = new Map<string, InvalidAssociation>();
  readonly #evaluations = new SlicedWork<RegisteredResource>((resource) => this.#evaluate(resource));
  readonly #counts = { accepted: 0, not_allowed: 0, superseded: 0, invalid: 0 };
  #isComplete = false;
  #namesVersion = 0;

  constructor({ cluster, onStatusDiffers, allowedRoles, namespaceRoles }: RegistryOptions) {
    this.#roles = new RoleCheck(cluster, { allowedRoles, namespaceRoles });
    this.reader = new ResourceReader(cluster);
    this.#onStatusDiffers = onStatusDiffers;
  }

  /** How many resources there are. */
  get size(): number {
    return this.#index.size + this.#invalid.size;
  }

  /** Grows with each change of the names that there are associations for. */
  get namesVersion(): number {
    return this.#namesVersion;
  }

  /** The rules of the configuration. */
  get rules(): RoleRules {
    return this.#roles.rules;
  }

  /** How many resources there are with each outcome, as far as they are evaluated. */
  get counts(): Readonly<Record<AssociationOutcome, number>> {
    return this.#counts;
  }

  /** Says that everything was received. Until then, resources are not evaluated. */
  complete(): void {
    this.#isComplete = true;
    this.#evaluations.add(this.#all());
  }

  /** Changes the rules. They are in force at once, and in the status soon. */
  setRules(rules: RoleRules): void {
    const isSame = isDeepStrictEqual(rules, this.#roles.rules);
    this.#roles.rules = rules;
    if (this.#isComplete && !isSame) {
      this.#evaluations.add(this.#all());
    }
  }

  /** Sets a namespace's annotation; undefined if it has none, or does not exist. It is in force at once. */
  setAllowedRoles(namespace: string, annotation: string | undefined): void {
    const hasChanged = this.#roles.setAnnotation(namespace, annotation);
    if (this.#isComplete && hasChanged) {
      this.#evaluations.add(this.#index.list(namespace));
    }
  }

  /** Adds a resource, or its new version. It is in force at once. */
  set(resource: AssociationResource): void {
    const { namespace: home, name } = resource.metadata;
    const previous = this.get(home, name);
    const stored = this.reader.read(resource);
    stored.written = previous?.written;
    this.#count(previous, -1);
    if (keyOf(previous) !== keyOf(stored)) {
      this.#namesVersion++;
    }
    const affected: RegisteredResource[] = [];
    if (stored.problem === undefined) {
      this.#invalid.delete(resourceKey(home, name));
      affected.push(...this.#index.set(stored));
    } else {
      affected.push(...this.#index.delete(home, name));
      this.#invalid.set(resourceKey(home, name), stored);
    }
    this.#evaluateAll([stored, ...affected]);
  }

  delete(home: string | undefined, name: string): void {
    this.#namesVersion++;
    this.#count(this.get(home, name), -1);
    this.#invalid.delete(resourceKey(home, name));
    this.#evaluateAll(this.#index.delete(home, name));
  }

  /** A resource by its own name. */
  get(home: string | undefined, name: string): RegisteredResource | undefined {
    return this.#index.get(home, name) ?? this.#invalid.get(resourceKey(home, name));
  }

  /** All valid resources, also those that are not used. */
  valid(): Iterable<StoredAssociation> {
    return this.#index.all();
  }

  /** The keys of the names of all associations in use. */
  *keys(): Iterable<string> {
    for (const resource of this.#index.all()) {
      if (this.#index.winnerOf(resource) === resource) {
        yield associationKey(resource);
      }
    }
  }

  /** The resource that is used for names, exactly as they are written. */
  inUse(names: AssociationNames): StoredAssociation | undefined {
    return this.#index.winnerOf(names);
  }

  /**
   * Checks that a resource can have the roles of an entry.
   *
   * @throws AssociationChangeError `invalid` if its namespace does not allow one
   */
  requireUsable(resource: StoredAssociation, { roleArn, targetRoleArn }: FileEntry): void {
    const changed = { ...resource, roleArn: roleArn.arn, targetRoleArn: targetRoleArn?.arn };
    try {
      this.#roles.requireAllowedInNamespace(changed);
    } catch (error) {
      throw error instanceof AssociationRuleError
        ? new AssociationChangeError("invalid", error.message, { cause: error })
        : error;
    }
  }

  /**
   * Finds the resource that is used for a service account.
   *
   * @throws AssociationRuleError `globs_too_complex` if the search takes too long
   */
  select(namespace: string, serviceAccount: string): StoredAssociation | undefined {
    return this.#index.find(namespace, serviceAccount, (owner) => {
      const globs =
        owner === undefined
          ? "ClusterPodIdentityAssociations"
          : `PodIdentityAssociations of the namespace ${owner}`;
      throw new AssociationRuleError(
        "globs_too_complex",
        `The association of ${associationKey({ namespace, serviceAccount })} can't be found in time: the ${globs} have too many globs with several *. Remove or simplify some.`,
      );
    });
  }

  /**
   * Finds the association of a service account.
   *
   * @throws AssociationRuleError `role_not_allowed` if its namespace does not allow a role of it
   */
  find(namespace: string, serviceAccount: string): Association | undefined {
    const stored = this.select(namespace, serviceAccount);
    if (stored === undefined) {
      return undefined;
    }
    this.#roles.requireAllowedInNamespace(stored);
    return this.reader.restore(stored);
  }

  /** What the status of a resource depends on. */
  stateOf(resource: RegisteredResource): AssociationState {
    if (resource.problem !== undefined) {
      return {
        problem: resource.problem,
        winner: undefined,
        refusedInNamespace: undefined,
        refusedInCluster: undefined,
      };
    }
    const winner = this.#index.winnerOf(resource);
    return {
      problem: undefined,
      winner: winner === resource ? undefined : winner,
      refusedInNamespace: this.#roles.findRefusedInNamespace(resource),
      refusedInCluster: this.#roles.findRefusedInCluster(resource),
    };
  }

  close(): void {
    this.#evaluations.close();
  }

  *#all(): Iterable<RegisteredResource> {
    yield* this.#index.all();
    yield* this.#invalid.values();
  }

  #evaluateAll(resources: readonly RegisteredResource[]): void {
    if (this.#isComplete) {
      for (const resource of resources) {
        this.#evaluate(resource);
      }
    }
  }

  #evaluate(resource: RegisteredResource): void {
    // It can have been deleted or replaced while it waited.
    if (this.get(resource.home, resource.name) !== resource) {
      return;
    }
    const state = this.stateOf(resource);
    this.#count(resource, -1);
    resource.outcome = decideOutcome(state);
    resource.wanted = summarize(decideConditions(state));
    this.#count(resource, 1);
    if (differs(resource)) {
      this.#onStatusDiffers(resource);
    }
  }

  #count(resource: StoredResource | undefined, difference: number): void {
    if (resource?.outcome !== undefined) {
      this.#counts[resource.outcome] += difference;
    }
  }
}

/** Whether a resource has another status than it should have, and this process did not try to write it yet. */
export function differs({ observed, wanted, generation, written }: StoredResource): boolean {
  const isCurrent = observed.summary === wanted && observed.generation === generation;
  return !isCurrent && written !== writtenKey(wanted, generation);
}

/** What {@link StoredResource.written} has after a status was written. */
export function writtenKey(wanted: string, generation: number): string {
  return `${generation} ${wanted}`;
}

/** The key of a resource's names; undefined if it is not used for any. */
function keyOf(resource: RegisteredResource | undefined): string | undefined {
  return resource?.problem === undefined && resource !== undefined ? associationKey(resource) : undefined;
}

function resourceKey(home: string | undefined, name: string): string {
  return `${home ?? ""}/${name}`;
}
