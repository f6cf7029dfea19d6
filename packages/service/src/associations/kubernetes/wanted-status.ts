import type { AssociationStatus, Condition, ConditionReason, ConditionType } from "./resources.ts";

/** What the status of a resource depends on. */
export interface AssociationState {
  /** What is wrong with the resource; undefined if it is valid. */
  readonly problem: string | undefined;
  /** The resource that is used for the same names; undefined if it is this one. */
  readonly winner: { readonly home: string | undefined; readonly name: string } | undefined;
  /** The role that the namespace does not allow. */
  readonly refusedInNamespace: string | undefined;
  /** The role that the cluster's `allowedRoles` do not have. */
  readonly refusedInCluster: string | undefined;
}

/** A condition before it is written. */
export type WantedCondition = Omit<Condition, "observedGeneration" | "lastTransitionTime">;

/** What pods get by a resource, for metrics. */
export type AssociationOutcome = "accepted" | "not_allowed" | "superseded" | "invalid";

/** Decides what happens to a resource. */
export function decideOutcome(state: AssociationState): AssociationOutcome {
  if (state.problem !== undefined) {
    return "invalid";
  }
  if (state.winner !== undefined) {
    return "superseded";
  }
  return state.refusedInNamespace === undefined && state.refusedInCluster === undefined
    ? "accepted"
    : "not_allowed";
}

/** Decides on the conditions of a resource. */
export function decideConditions(state: AssociationState): WantedCondition[] {
  const { problem, winner } = state;
  if (problem !== undefined) {
    const message = `The resource is not used: ${problem}`;
    return [
      condition("Ready", "False", "Invalid", message),
      condition("RoleAllowed", "Unknown", "Invalid", message),
      condition("Conflicting", "Unknown", "Invalid", message),
    ];
  }
  const roleAllowed = decideRoleAllowed(state);
  if (winner === undefined) {
    return [
      { ...roleAllowed, type: "Ready" },
      roleAllowed,
      condition("Conflicting", "False", "NoConflict", "No other association is used for the same names."),
    ];
  }
  const other =
    winner.home === undefined
      ? `ClusterPodIdentityAssociation ${winner.name}`
      : `PodIdentityAssociation ${winner.home}/${winner.name}`;
  const message = `The ${other} is for the same names and is used, because it is older, or the first by name. Delete one of the two.`;
  return [
    condition("Ready", "False", "Superseded", message),
    roleAllowed,
    condition("Conflicting", "True", "Superseded", message),
  ];
}

function decideRoleAllowed({ refusedInNamespace, refusedInCluster }: AssociationState): WantedCondition {
  if (refusedInNamespace !== undefined) {
    const message = `The namespace does not allow the role ${refusedInNamespace}. An administrator can add it to the namespace's annotation eks-auth.dev/allowed-roles, or to namespaceRoles in the configuration of eks-auth.`;
    return condition("RoleAllowed", "False", "NotAllowedInNamespace", message);
  }
  if (refusedInCluster !== undefined) {
    const message = `The cluster does not allow the role ${refusedInCluster}. An administrator can add it to allowedRoles in the configuration of eks-auth.`;
    return condition("RoleAllowed", "False", "NotAllowedInCluster", message);
  }
  return condition("RoleAllowed", "True", "Accepted", "Pods get the role.");
}

function condition(
  type: ConditionType,
  status: Condition["status"],
  reason: ConditionReason,
  message: string,
): WantedCondition {
  return { type, status, reason, message };
}

/**
 * Creates the status to be written. A condition keeps the time of its last transition if its status stays the same.
 *
 * @param ids - undefined for a resource that is not valid
 * @param current - the status that the resource has
 */
export function createStatus(
  conditions: readonly WantedCondition[],
  ids: { readonly id: string; readonly arn: string } | undefined,
  generation: number,
  current: AssociationStatus | undefined,
  now: Date,
): AssociationStatus {
  const time = now.toISOString().replace(/\.\d+Z$/, "Z");
  const before = Array.isArray(current?.conditions) ? current.conditions : [];
  return {
    ...(ids && { associationId: ids.id, associationArn: ids.arn }),
    observedGeneration: generation,
    conditions: conditions.map((wanted) => {
      const same = before.find(({ type, status }) => type === wanted.type && status === wanted.status);
      const lastTransitionTime = same?.lastTransitionTime ?? time;
      return { ...wanted, observedGeneration: generation, lastTransitionTime };
    }),
  };
}
