import { CodedError } from "@eks-auth/server-runtime/coded-error";
import type { ClusterIdentity, RoleArn } from "../names/arn.ts";
import type { Association } from "./association.ts";
import { matchGlob } from "./glob-search.ts";
import { type AssociationNames, associationKey } from "./precedence.ts";

/** A cluster, with the rules for its associations. */
export interface ClusterRules extends ClusterIdentity {
  /**
   * The roles that its associations can have, also as target roles: ARNs, in which `*` matches any characters but `:`, and
   * `?` any one; by default every role.
   */
  readonly allowedRoles?: readonly string[] | undefined;
}

/** Whether the associations of a cluster can have a role. */
export function isAllowedRole({ arn }: Pick<RoleArn, "arn">, { allowedRoles }: ClusterRules): boolean {
  return allowedRoles?.some((glob) => matchGlob(glob, arn, 0, ":")) ?? true;
}

/**
 * Formats the external ID that identifies the pods of a service account to a target role.
 *
 * @returns `REGION/ACCOUNT/CLUSTER/NAMESPACE/SERVICEACCOUNT`
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-assign-target-role.html
 */
export function formatExternalId(
  { region, accountId, name }: ClusterIdentity,
  { namespace, serviceAccount }: AssociationNames,
): string {
  return [region, accountId, name, namespace, serviceAccount].join("/");
}

/** What begins like the external ID of a service account. */
export const reservedExternalId: RegExp = /^[a-z]{2,}(-[a-z]+)+-\d+\/\d{12}\//i;

/**
 * Whether a configured external ID could identify the pods of another service account, of any cluster. A trust policy can
 * compare without case or with `*`, so every text that begins with `REGION/ACCOUNT/` is reserved. Only one text is the
 * service account's own; an association with a glob has none, because its pods have different ones.
 */
export function isForeignExternalId(
  externalId: string,
  cluster: ClusterIdentity,
  names: AssociationNames,
): boolean {
  return reservedExternalId.test(externalId) && externalId !== formatExternalId(cluster, names);
}

/** The codes of {@link AssociationRuleError}. */
export const associationRuleCodes = [
  "role_not_allowed",
  "external_id_reserved",
  "globs_too_complex",
] as const;

/** Why an association must not be used. */
export type AssociationRuleCode = (typeof associationRuleCodes)[number];

/** An association breaks a rule of its cluster. The message is for the operator. */
export class AssociationRuleError extends CodedError {
  static override readonly brand: string = "@eks-auth/service/AssociationRuleError";
  override readonly name = "AssociationRuleError";
  readonly code: AssociationRuleCode;

  constructor(code: AssociationRuleCode, message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * Checks an association before it is used for a pod. Files are checked when they are loaded; other stores may not be.
 *
 * @param names - the pod's namespace and service account
 * @throws AssociationRuleError if one of its roles is not allowed, or its external ID could be that of another service
 * account
 */
export function requireAllowed(
  { role, targetRole = role, externalId = "" }: Association,
  cluster: ClusterRules,
  names: AssociationNames,
): void {
  const subject = `The association of ${associationKey(names)}`;
  const refused = [role, targetRole].find((each) => !isAllowedRole(each, cluster));
  if (refused !== undefined) {
    throw new AssociationRuleError(
      "role_not_allowed",
      `${subject} has the role ${refused.arn}, which the cluster ${cluster.name} does not allow. Fix the association, or allowedRoles in the configuration.`,
    );
  }
  if (isForeignExternalId(externalId, cluster, names)) {
    throw new AssociationRuleError(
      "external_id_reserved",
      `${subject} has the external ID ${externalId}, which could be that of another service account. Fix the association.`,
    );
  }
}
