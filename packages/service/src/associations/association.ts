import { createHash } from "node:crypto";
import { type ClusterIdentity, clusterArn, partitionOf, type RoleArn } from "../names/arn.ts";

/** The link between a service account and the role that its pods get. */
export interface Association {
  /** The namespace of the service account: its name, or a glob such as `team-*`. */
  readonly namespace: string;
  /** The name of the service account, or a glob. */
  readonly serviceAccount: string;
  /** The role. */
  readonly role: RoleArn;
  /** A second role, assumed with the credentials of the first: what the pods get is a session of this one. */
  readonly targetRole: RoleArn | undefined;
  /** What the target role's trust policy asks for in `sts:ExternalId`, where it isn't the service's own. */
  readonly externalId: string | undefined;
  /** Whether sessions go without the six tags that tell cluster, service account and pod. */
  readonly disableSessionTags: boolean;
  /** A session policy, JSON of 2,048 characters at most, that narrows what the last role may do. */
  readonly policy: string | undefined;
  /** How long credentials live, where it isn't the service's default. */
  readonly durationSeconds: number | undefined;
  /** `a-` and 17 characters of `[a-z0-9]`. */
  readonly id: string;
  /** `arn:aws:eks:eu-west-1:111122223333:podidentityassociation/CLUSTER/ID` */
  readonly arn: string;
}

/** Where the associations of one cluster are kept. */
export interface AssociationStore {
  /**
   * Finds the association of a service account; there is one at most.
   *
   * @returns `undefined` where the service account has none
   */
  find(namespace: string, serviceAccount: string): Promise<Association | undefined>;
}

const length = 17;

/**
 * Names the association of a service account. The same cluster and service account always have the same name, so
 * it survives restarts, other replicas and a change of role.
 *
 * @returns `id`: `a-` and 17 characters of `[a-z0-9]`; `arn`: with it, in the cluster's region and account
 * @see https://docs.aws.amazon.com/eks/latest/APIReference/API_PodIdentityAssociation.html
 */
export function deriveAssociationId(
  cluster: ClusterIdentity,
  namespace: string,
  serviceAccount: string,
): { id: string; arn: string } {
  // A newline occurs in none of the parts, so different parts never make the same text.
  const digest = createHash("sha256")
    .update([clusterArn(cluster), namespace, serviceAccount].join("\n"))
    .digest("hex");
  const id = `a-${(BigInt(`0x${digest}`) % 36n ** BigInt(length)).toString(36).padStart(length, "0")}`;
  const { name, region, accountId } = cluster;
  return {
    id,
    arn: `arn:${partitionOf(region)}:eks:${region}:${accountId}:podidentityassociation/${name}/${id}`,
  };
}
