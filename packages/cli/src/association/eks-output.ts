import type { AssociationInput } from "@eks-auth/service";
import type { JsonDocument } from "./split-json.ts";

/** The output of the `aws eks` commands about associations. */
export interface EksOutput {
  readonly associations: readonly AssociationInput[];
  /** The names of their clusters. */
  readonly clusterNames: readonly string[];
  /** The clusters of associations that are listed but not described, so without their roles. */
  readonly undescribed: readonly string[];
  /** The lines of documents that are something else. */
  readonly unknown: readonly number[];
}

/** An association as `aws eks` prints it; its values are not checked. */
type PrintedAssociation = Readonly<Record<string, unknown>>;

/**
 * Reads the output of `aws eks list-pod-identity-associations` and `aws eks describe-pod-identity-association`, any
 * number of each. It does not check the values.
 *
 * @see https://docs.aws.amazon.com/eks/latest/APIReference/API_PodIdentityAssociation.html
 */
export function readEksOutput(documents: readonly JsonDocument[]): EksOutput {
  const printed: PrintedAssociation[] = [];
  const unknown: number[] = [];
  for (const { value, line } of documents) {
    const { association, associations } = isObject(value) ? value : {};
    if (isObject(association)) {
      printed.push(association);
    } else if (Array.isArray(associations) && associations.every(isObject)) {
      printed.push(...associations);
    } else {
      unknown.push(line);
    }
  }
  const described = printed.filter(({ roleArn }) => roleArn !== undefined);
  const ids = new Set(described.map(({ associationId }) => associationId));
  const undescribed = printed.filter(
    ({ roleArn, associationId }) => roleArn === undefined && !ids.has(associationId),
  );
  return {
    associations: described.map(toInput),
    clusterNames: clusterNamesOf(described),
    undescribed: clusterNamesOf(undescribed),
    unknown,
  };
}

function toInput(printed: PrintedAssociation): AssociationInput {
  // AWS prints null or an empty string for what an association does not have.
  const given = Object.entries(printed).filter(([, value]) => value !== null && value !== "");
  const { namespace, serviceAccount, roleArn, targetRoleArn, externalId, ...more } =
    Object.fromEntries(given);
  const { disableSessionTags, policy, durationSeconds, tags } = more;
  // Only a target role requires an external ID.
  const target = targetRoleArn === undefined ? {} : { targetRoleArn, externalId };
  return {
    namespace,
    serviceAccount,
    roleArn,
    ...target,
    disableSessionTags,
    policy,
    durationSeconds,
    ...(hasMembers(tags) && { tags }),
    createdAt: toTime(more.createdAt),
    modifiedAt: toTime(more.modifiedAt),
  } as AssociationInput;
}

function hasMembers(tags: unknown): boolean {
  return tags !== undefined && !(isObject(tags) && Object.keys(tags).length === 0);
}

/** AWS CLI v1 prints times as seconds since 1970. */
function toTime(time: unknown): unknown {
  return typeof time === "number" ? new Date(time * 1000).toISOString() : time;
}

function clusterNamesOf(printed: readonly PrintedAssociation[]): string[] {
  return [...new Set(printed.map(({ clusterName }) => String(clusterName)))];
}

function isObject(value: unknown): value is PrintedAssociation {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
