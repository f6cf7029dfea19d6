import type { RoleArn } from "../aws/role-arn.ts";

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
