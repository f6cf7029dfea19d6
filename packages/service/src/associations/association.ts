import { hash } from "node:crypto";
import { type ClusterIdentity, clusterArn, type RoleArn } from "../names/arn.ts";
import { partitionOf } from "../names/partition.ts";
import type { AssociationNames } from "./precedence.ts";

/** The link between a service account and the role that its pods get. */
export interface Association {
  /** The service account's namespace: a name, or a glob such as `team-*`. */
  readonly namespace: string;
  /** The service account's name, or a glob. */
  readonly serviceAccount: string;
  /** The role. */
  readonly role: RoleArn;
  /** A second role, assumed with the credentials of the first. Pods get a session of this one. */
  readonly targetRole: RoleArn | undefined;
  /** The `sts:ExternalId` for the target role's trust policy; by default chosen by the service. */
  readonly externalId: string | undefined;
  /** Whether sessions have no tags for cluster, service account and pod. */
  readonly disableSessionTags: boolean;
  /** A session policy that restricts the last role, at most 2,048 characters of JSON. */
  readonly policy: string | undefined;
  /** The lifetime of credentials; by default chosen by the service. */
  readonly durationSeconds: number | undefined;
  /** `a-` and 17 of `[a-z0-9]`. */
  readonly id: string;
  /** `arn:aws:eks:eu-west-1:111122223333:podidentityassociation/CLUSTER/ID` */
  readonly arn: string;
}

/** The associations of one cluster. */
export interface AssociationStore {
  /**
   * Finds the association of a service account.
   *
   * @returns undefined if it has none
   */
  find(namespace: string, serviceAccount: string): Promise<Association | undefined>;
  /** The names of the associations, read one by one, to explain a look-up. Absent if the store can't list them. */
  names?(): Iterable<AssociationNames>;
}

const idLength = 17;
const idCount = 36n ** BigInt(idLength);

/**
 * Derives the ID and the ARN of a service account's association. They are always the same for the same cluster and
 * service account, so they survive restarts and changes of the role, and are equal in every replica.
 *
 * @see https://docs.aws.amazon.com/eks/latest/APIReference/API_PodIdentityAssociation.html
 */
export function deriveAssociationId(
  cluster: ClusterIdentity,
  namespace: string,
  serviceAccount: string,
): { id: string; arn: string } {
  // None of the parts contains a newline, so different parts never give the same text.
  const digest = hash("sha256", [clusterArn(cluster), namespace, serviceAccount].join("\n"), "hex");
  const id = `a-${(BigInt(`0x${digest}`) % idCount).toString(36).padStart(idLength, "0")}`;
  const { name, region, accountId } = cluster;
  return {
    id,
    arn: `arn:${partitionOf(cluster)}:eks:${region}:${accountId}:podidentityassociation/${name}/${id}`,
  };
}
