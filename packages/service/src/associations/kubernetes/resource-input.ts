import { parseRoleArn } from "../../names/arn.ts";
import type { Association } from "../association.ts";
import type { ClusterRules } from "../association-rules.ts";
import { validateInput } from "../edit/change-entries.ts";
import { type AssociationInput, toAssociation } from "../file/entry.ts";
import { isGlob } from "../precedence.ts";
import { type AssociationSpec, associationApiVersion } from "./resources.ts";

/** A resource as it is sent to the API server. */
export interface ResourceManifest {
  readonly apiVersion: string;
  readonly kind: "PodIdentityAssociation" | "ClusterPodIdentityAssociation";
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec: AssociationSpec & { readonly namespace?: string };
}

/**
 * Checks an association before it becomes a resource, with the rules for entries of a file. Which roles are allowed is not
 * known here; the API server checks that.
 *
 * @returns the association; its ID and ARN mean nothing, since the cluster is not known
 * @throws AssociationChangeError `invalid` with every problem of the association
 */
export function checkResourceInput(input: AssociationInput): Association {
  const cluster = clusterOf(input);
  return toAssociation(validateInput(input, cluster), cluster);
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
 * Creates the resource of an association.
 *
 * @param resource - `clusterWide`: whether it is a `ClusterPodIdentityAssociation`
 */
export function createManifest(
  association: Association,
  { name, clusterWide }: { readonly name: string; readonly clusterWide: boolean },
): ResourceManifest {
  const { namespace } = association;
  const spec = toSpec(association);
  return clusterWide
    ? {
        apiVersion: associationApiVersion,
        kind: "ClusterPodIdentityAssociation",
        metadata: { name },
        spec: { namespace, ...spec },
      }
    : {
        apiVersion: associationApiVersion,
        kind: "PodIdentityAssociation",
        metadata: { name, namespace },
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
