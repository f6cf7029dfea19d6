import { type ClusterIdentity, parseRoleArn, type RoleArn } from "../../names/arn.ts";
import type { Issue, Schema } from "../../validation/index.ts";
import { type Association, deriveAssociationId } from "../association.ts";
import type { ListedAssociation, ManagedAssociation } from "../association-editor.ts";
import type { ClusterRules } from "../association-rules.ts";
import { AssociationChangeError } from "../change-error.ts";
import {
  type AssociationInput,
  createAssociationSchema,
  type FileEntry,
  toAssociation,
} from "../file/entry.ts";
import { toManagedAssociation } from "../file/managed-entry.ts";
import { readChangeAnnotations, readTags } from "./metadata-annotations.ts";
import { type ObservedStatus, observeStatus } from "./observed-status.ts";
import {
  type AssociationResource,
  type IndexedResource,
  isClusterWide,
  toSeconds,
} from "./resource-precedence.ts";
import type { AssociationOutcome } from "./wanted-status.ts";

/** The longest text with the problems of a resource. */
const maxProblemLength = 500;

/** What is kept of each resource. */
export interface StoredResource extends Evaluation {
  /** The namespace that it is in; undefined for a resource of the cluster. */
  readonly home: string | undefined;
  readonly name: string;
  /** The version of its spec. */
  readonly generation: number;
  /** The status that it has. */
  readonly observed: ObservedStatus;
}

/** What was found out about a resource. It is evaluated again when something changes that it depends on. */
export interface Evaluation {
  /** What happens to it; undefined if it was not evaluated yet. */
  outcome: AssociationOutcome | undefined;
  /** The status that it should have, like that of {@link ObservedStatus}. */
  wanted: string;
  /** The status that this process wrote last, with the generation. It is not written twice. */
  written: string | undefined;
}

/** A valid resource, in little memory. */
export interface StoredAssociation extends StoredResource, IndexedResource {
  readonly problem: undefined;
  readonly roleArn: string;
  readonly targetRoleArn: string | undefined;
  /**
   * What few associations have. Tags are only in the object of the API server: who can change resources of one namespace
   * could otherwise fill the memory of the service with them.
   */
  readonly more:
    | Omit<FileEntry, "namespace" | "serviceAccount" | "roleArn" | "targetRoleArn" | "tags">
    | undefined;
}

/** A resource that can't be used: its schema was bypassed, or its role is in another partition. */
export interface InvalidAssociation extends StoredResource {
  /** What is wrong. */
  readonly problem: string;
}

/** Reads the resources of a cluster. */
export class ResourceReader {
  readonly #cluster: ClusterIdentity;
  readonly #schema: Schema<FileEntry>;

  constructor(cluster: ClusterRules) {
    this.#cluster = cluster;
    // A role that the cluster does not allow is no mistake in the resource, and the rule can change.
    this.#schema = createAssociationSchema({ ...cluster, allowedRoles: undefined });
  }

  /** Reads a resource by the rules for entries of a file. Its spec can be anything. */
  read(resource: AssociationResource): StoredAssociation | InvalidAssociation {
    const { metadata } = resource;
    const spec: unknown = resource.spec;
    const home = metadata.namespace;
    if (typeof spec !== "object" || spec === null) {
      return this.#describeInvalid(resource, "spec is missing.");
    }
    const input = (isClusterWide(resource) ? spec : { ...spec, namespace: home }) as AssociationInput;
    const { value: entry, issues } = this.#schema.validate(input);
    if (input.policy !== undefined && typeof input.policy !== "string") {
      return this.#describeInvalid(resource, "spec.policy must be JSON text.");
    }
    if (entry === undefined) {
      return this.#describeInvalid(resource, describeIssues(issues));
    }
    const { namespace, serviceAccount, roleArn, targetRoleArn, ...members } = entry;
    const more = { ...members, ...readChangeAnnotations(metadata.annotations) };
    // All members in one literal: V8 would keep added ones apart from the object, which takes more memory.
    return {
      home,
      name: metadata.name,
      generation: metadata.generation ?? 0,
      observed: observeStatus(resource.status, () =>
        deriveAssociationId(this.#cluster, namespace, serviceAccount),
      ),
      outcome: undefined,
      wanted: "",
      written: undefined,
      problem: undefined,
      createdAt: toSeconds(metadata.creationTimestamp),
      namespace,
      serviceAccount,
      roleArn: roleArn.arn,
      targetRoleArn: targetRoleArn?.arn,
      more: hasDefaults(more) ? undefined : more,
    };
  }

  #describeInvalid({ metadata, status }: AssociationResource, problem: string): InvalidAssociation {
    return {
      home: metadata.namespace,
      name: metadata.name,
      generation: metadata.generation ?? 0,
      observed: observeStatus(status, undefined),
      outcome: undefined,
      wanted: "",
      written: undefined,
      problem,
    };
  }

  /**
   * Reads a resource that must be valid.
   *
   * @throws AssociationChangeError `invalid`
   */
  readValid(resource: AssociationResource): StoredAssociation {
    const stored = this.read(resource);
    if (stored.problem === undefined) {
      return stored;
    }
    const { kind, metadata } = resource;
    const name = metadata.namespace === undefined ? metadata.name : `${metadata.namespace}/${metadata.name}`;
    throw new AssociationChangeError(
      "invalid",
      `The ${kind ?? "association"} ${name} is not valid: ${stored.problem} Correct it, for example with kubectl edit.`,
    );
  }

  /** Creates the association of a resource. */
  restore(stored: StoredAssociation): Association {
    return toAssociation(this.toEntry(stored), this.#cluster);
  }

  /** Creates the association of a resource, with the metadata that are in memory. */
  restoreListed(stored: StoredAssociation): ListedAssociation {
    const createdAt = new Date(stored.createdAt * 1_000);
    const isKnown = !Number.isNaN(createdAt.getTime());
    const { tags: _tags, ...listed } = toManagedAssociation(this.toEntry(stored), this.#cluster);
    return { ...listed, createdAt: isKnown ? createdAt : undefined };
  }

  /** Creates the association of a resource, with its metadata. @param object - what the resource was read from */
  restoreManaged(stored: StoredAssociation, { metadata }: AssociationResource): ManagedAssociation {
    return { ...this.restoreListed(stored), tags: readTags(metadata.annotations) ?? {} };
  }

  /** Converts a resource to an entry of a file, without its tags and the time of its creation. */
  toEntry({ namespace, serviceAccount, roleArn, targetRoleArn, more }: StoredAssociation): FileEntry {
    return {
      disableSessionTags: false,
      ...more,
      namespace,
      serviceAccount,
      roleArn: parseRoleArn(roleArn) as RoleArn,
      targetRoleArn: targetRoleArn === undefined ? undefined : parseRoleArn(targetRoleArn),
    };
  }

  /** Derives the ID and the ARN of a resource's association. */
  idOf({ namespace, serviceAccount }: StoredAssociation): { readonly id: string; readonly arn: string } {
    return deriveAssociationId(this.#cluster, namespace, serviceAccount);
  }
}

function hasDefaults({ disableSessionTags, ...others }: NonNullable<StoredAssociation["more"]>): boolean {
  return !disableSessionTags && Object.values(others).every((value) => value === undefined);
}

function describeIssues(issues: readonly Issue[]): string {
  const problems = issues.map((issue) =>
    issue.unknownKeys === undefined
      ? `${["spec", ...issue.path].join(".")} ${issue.message}`
      : `spec has the unknown field ${issue.unknownKeys[0]}`,
  );
  return `${problems.join("; ").slice(0, maxProblemLength)}.`;
}
