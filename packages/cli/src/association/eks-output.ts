import type { AssociationInput } from "@eks-auth/service";
import type { JsonDocument } from "./split-json.ts";

/** The output of the `aws eks` commands about associations. */
export interface EksOutput {
  readonly associations: readonly AssociationInput[];
  /** What of them is not imported. */
  readonly dropped: readonly DroppedMember[];
  /** The names of their clusters. */
  readonly clusterNames: readonly string[];
  /** The clusters of associations that are listed but not described, so without their roles. */
  readonly undescribed: readonly string[];
  /** The lines of documents that are something else. */
  readonly unknown: readonly number[];
}

/** A member of associations that is not imported. */
export interface DroppedMember {
  readonly member: string;
  /** How many associations have it. */
  readonly associations: number;
  readonly reason: string;
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
    dropped: findDropped(described),
    clusterNames: clusterNamesOf(described),
    undescribed: clusterNamesOf(undescribed),
    unknown,
  };
}

function toInput(printed: PrintedAssociation): AssociationInput {
  const { namespace, serviceAccount, roleArn, targetRoleArn, externalId, ...more } = givenMembers(printed);
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

/** AWS prints null or an empty string for what an association does not have. */
function givenMembers(printed: PrintedAssociation): PrintedAssociation {
  return Object.fromEntries(Object.entries(printed).filter(([, value]) => value !== null && value !== ""));
}

/** What `eks-auth association list --json` prints of resources. */
const ofResource = "it belongs to the resource";
const ofAssociation = "the new association has its own";

const droppedReasons: Readonly<Record<string, string>> = {
  associationArn: ofAssociation,
  associationId: ofAssociation,
  ownerArn: "nothing but you owns the new association",
  externalId: "there is no target role that requires it",
  kind: ofResource,
  name: ofResource,
  conditions: ofResource,
};

function findDropped(described: readonly PrintedAssociation[]): DroppedMember[] {
  const counts = new Map<string, number>();
  for (const printed of described) {
    const input = toInput(printed);
    for (const [member, value] of Object.entries(givenMembers(printed))) {
      // The name of the cluster only says where the associations come from.
      const isUsed = member in input || member === "clusterName";
      if (!isUsed && (member !== "tags" || hasMembers(value))) {
        counts.set(member, (counts.get(member) ?? 0) + 1);
      }
    }
  }
  return [...counts].map(([member, associations]) => ({
    member,
    associations,
    reason: droppedReasons[member] ?? "this version does not know it",
  }));
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
