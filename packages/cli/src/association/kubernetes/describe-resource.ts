import {
  type AssociationResource,
  allowedRolesAnnotation,
  type Condition,
  type ConditionType,
  isClusterWide,
  isRoleAllowedInNamespace,
  maxAllowedRolesBytes,
  namesOfResource,
  parseAllowedRoles,
  readAnnotations,
} from "@eks-auth/service/kubernetes";
import { formatKubectlCommand, type KubectlAccess } from "../../kubectl/access.ts";

/** Formats the kind and the name of a resource: `PodIdentityAssociation shop/cart`. */
export function formatResource(resource: AssociationResource): string {
  const { name, namespace } = resource.metadata;
  return namespace === undefined
    ? `ClusterPodIdentityAssociation ${name}`
    : `PodIdentityAssociation ${namespace}/${name}`;
}

/** Finds a condition of a resource. It does not count if the spec has changed since. */
export function findCondition(
  { metadata, status }: AssociationResource,
  type: ConditionType,
): Condition | undefined {
  const condition = status?.conditions?.find((each) => each.type === type);
  return condition?.observedGeneration === metadata.generation ? condition : undefined;
}

/** Whether the service skips a resource, because a value in it is not valid. */
export function isSkipped(resource: AssociationResource): boolean {
  return findCondition(resource, "Ready")?.reason === "Invalid";
}

/** Formats the condition Ready in a few words: `True`, `False NotAllowedInNamespace`, or `Unknown` without a status. */
export function formatReady(resource: AssociationResource): string {
  const ready = findCondition(resource, "Ready");
  if (ready === undefined) {
    return "Unknown";
  }
  return ready.status === "True" ? "True" : `${ready.status} ${ready.reason}`;
}

/**
 * Converts a resource to the JSON of `aws eks describe-pod-identity-association`, as for an entry of a file, with what only
 * a resource has.
 */
export function toResourceDescription(resource: AssociationResource): Record<string, unknown> {
  const { spec, status, metadata } = resource;
  const { roleArn, targetRoleArn, externalId, disableSessionTags = false, policy, durationSeconds } = spec;
  const { tags, modifiedAt } = readAnnotations(metadata.annotations);
  return {
    ...namesOfResource(resource),
    roleArn,
    targetRoleArn,
    externalId,
    disableSessionTags,
    policy,
    durationSeconds,
    tags,
    associationArn: status?.associationArn,
    associationId: status?.associationId,
    kind: isClusterWide(resource) ? "ClusterPodIdentityAssociation" : "PodIdentityAssociation",
    name: metadata.name,
    createdAt: metadata.creationTimestamp,
    modifiedAt,
    conditions: status?.conditions ?? [],
  };
}

/**
 * Formats the command that allows roles for the associations of a namespace, in addition to those that it allows already.
 *
 * @param annotation - the namespace's annotation as it is now
 * @returns what to do instead if the annotation would be too long, which the API server refuses
 */
export function formatAnnotateCommand(
  access: KubectlAccess,
  namespace: string,
  annotation: string | undefined,
  roles: readonly string[],
): string {
  const allowed = parseAllowedRoles(annotation);
  const added = roles.filter((arn) => !isRoleAllowedInNamespace({ arn }, namespace, allowed, []));
  const value = [...allowed, ...new Set(added.map(toAnnotationGlob))].join(",");
  return Buffer.byteLength(value) > maxAllowedRolesBytes
    ? `use globs in the namespace's annotation ${allowedRolesAnnotation}, which can have ${maxAllowedRolesBytes} bytes, or namespaceRoles of the service's configuration.`
    : formatKubectlCommand(access, [
        "annotate",
        "namespace",
        namespace,
        "--overwrite",
        `${allowedRolesAnnotation}=${value}`,
      ]);
}

/** Formats a role's ARN for the annotation of a namespace, in which a comma separates roles. */
export function toAnnotationGlob(arn: string): string {
  return arn.replaceAll(",", "?");
}
