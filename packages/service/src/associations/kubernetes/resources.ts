import type { KubernetesObject, ResourcePath } from "@eks-auth/kubernetes";

/** The API group of the resources. */
export const associationGroup = "eks-auth.dev";

/** The version of the resources. */
export const associationVersion = "v1alpha1";

/** `eks-auth.dev/v1alpha1` */
export const associationApiVersion: string = `${associationGroup}/${associationVersion}`;

/** The resource of {@link PodIdentityAssociation}. */
export const podIdentityAssociations: ResourcePath = {
  group: associationGroup,
  version: associationVersion,
  plural: "podidentityassociations",
};

/** The resource of {@link ClusterPodIdentityAssociation}. */
export const clusterPodIdentityAssociations: ResourcePath = {
  group: associationGroup,
  version: associationVersion,
  plural: "clusterpodidentityassociations",
};

/**
 * The annotation of a namespace with the roles that its associations can have: ARNs or globs, separated by commas or
 * white space.
 */
export const allowedRolesAnnotation = "eks-auth.dev/allowed-roles";

/** What both kinds of resources say about a service account. The names of the fields are those of AWS. */
export interface AssociationSpec {
  /** The service account's name, or a glob. */
  readonly serviceAccount: string;
  readonly roleArn: string;
  readonly targetRoleArn?: string | undefined;
  readonly externalId?: string | undefined;
  readonly disableSessionTags?: boolean | undefined;
  /** A session policy as JSON text. */
  readonly policy?: string | undefined;
  /** 900 to 43200. */
  readonly durationSeconds?: number | undefined;
}

/** The association of service accounts in its own namespace. */
export interface PodIdentityAssociation extends KubernetesObject {
  readonly spec: AssociationSpec;
  readonly status?: AssociationStatus | undefined;
}

/** An association of service accounts in any namespaces. Only administrators of the cluster should create it. */
export interface ClusterPodIdentityAssociation extends KubernetesObject {
  /** `namespace` is a namespace's name, or a glob. */
  readonly spec: AssociationSpec & { readonly namespace: string };
  readonly status?: AssociationStatus | undefined;
}

/** The types of the conditions of an association. */
export const conditionTypes = ["Ready", "RoleAllowed", "Conflicting"] as const;

export type ConditionType = (typeof conditionTypes)[number];

/** The reasons of the conditions: codes for machines. */
export type ConditionReason =
  /** Ready, RoleAllowed: pods get the role. */
  | "Accepted"
  /** All: a value is not valid, so the resource is not used. The message says which. */
  | "Invalid"
  /** Ready, RoleAllowed: neither the namespace's annotation nor the configuration allows a role. */
  | "NotAllowedInNamespace"
  /** Ready, RoleAllowed: the cluster's allowedRoles do not have a role. */
  | "NotAllowedInCluster"
  /** Ready, Conflicting: another association for the same names is used. The message names it. */
  | "Superseded"
  /** Conflicting: no other association for the same names is used. */
  | "NoConflict";

/**
 * A condition.
 *
 * @see https://github.com/kubernetes/community/blob/master/contributors/devel/sig-architecture/api-conventions.md#typical-status-properties
 */
export interface Condition {
  readonly type: ConditionType;
  readonly status: "True" | "False" | "Unknown";
  readonly reason: ConditionReason;
  readonly message: string;
  readonly observedGeneration: number;
  /** RFC 3339, in whole seconds. */
  readonly lastTransitionTime: string;
}

/** The status of an association, which the service writes. */
export interface AssociationStatus {
  readonly associationId?: string | undefined;
  readonly associationArn?: string | undefined;
  readonly observedGeneration?: number | undefined;
  readonly conditions?: readonly Condition[] | undefined;
}
