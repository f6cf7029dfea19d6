import { parseRoleArn } from "../../names/arn.ts";
import type { Association } from "../association.ts";
import type { ManagedAssociation } from "../association-editor.ts";
import type { ClusterRules } from "../association-rules.ts";
import { validateInput } from "../edit/change-entries.ts";
import type { AssociationInput } from "../file/entry.ts";
import { toManagedAssociation } from "../file/managed-entry.ts";
import { isGlob } from "../precedence.ts";
import { writeAnnotations } from "./metadata-annotations.ts";
import { type AssociationSpec, associationApiVersion } from "./resources.ts";

/** A resource as it is sent to the API server. */
export interface ResourceManifest {
  readonly apiVersion: string;
  readonly kind: "PodIdentityAssociation" | "ClusterPodIdentityAssociation";
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec: AssociationSpec & { readonly namespace?: string };
}

/**
 * Checks an association before it becomes a resource, with the rules for entries of a file. Which roles are allowed is not
 * known here; the API server checks that.
 *
 * @returns the association; its ID and ARN mean nothing, since the cluster is not known. It has tags, if the input has
 * @throws AssociationChangeError `invalid` with every problem of the association
 */
export function checkResourceInput(input: AssociationInput): ManagedAssociation {
  const cluster = clusterOf(input);
  return toManagedAssociation(validateInput(input, cluster), cluster);
}

/** The cluster that an association would be valid in: that of its external ID, in the partition of its role. */
function clusterOf({ roleArn, externalId = "" }: AssociationInput): ClusterRules {
  const [, region = "", accountId = "", name = ""] =
    /^([a-z-]+-\d+)\/(\d{12})\/([^/]+)\//.exec(String(externalId)) ?? [];
  return { region, accountId, name, partition: parseRoleArn(String(roleArn))?.partition ?? "aws" };
}

/** Whether only a `ClusterPodIdentityAssociation` can be for a namespace: it is a glob. */
export function needsClusterWide({ namespace }: { readonly namespace: string }): boolean {
  return isGlob(namespace);
}

/**
 * Creates the resource of an association, with its tags as an annotation.
 *
 * @param resource - `clusterWide`: whether it is a `ClusterPodIdentityAssociation`
 */
export function createManifest(
  association: Association & Partial<Pick<ManagedAssociation, "tags">>,
  { name, clusterWide }: { readonly name: string; readonly clusterWide: boolean },
): ResourceManifest {
  const { namespace, tags } = association;
  const spec = toSpec(association);
  const annotations = writeAnnotations({ tags });
  const metadata = { name, ...(Object.keys(annotations).length > 0 && { annotations }) };
  return clusterWide
    ? {
        apiVersion: associationApiVersion,
        kind: "ClusterPodIdentityAssociation",
        metadata,
        spec: { namespace, ...spec },
      }
    : {
        apiVersion: associationApiVersion,
        kind: "PodIdentityAssociation",
        metadata: { ...metadata, namespace },
        spec,
      };
}

/** Converts an association to the spec of a resource. Members with their default value are left out. */
function toSpec(association: Association): AssociationSpec {
  const { serviceAccount, role, targetRole, externalId, policy, durationSeconds } = association;
  return {
    serviceAccount,
    roleArn: role.arn,
    ...(targetRole !== undefined && { targetRoleArn: targetRole.arn }),
    ...(externalId !== undefined && { externalId }),
    ...(association.disableSessionTags && { disableSessionTags: true }),
    ...(policy !== undefined && { policy }),
    ...(durationSeconds !== undefined && { durationSeconds }),
  };
}
