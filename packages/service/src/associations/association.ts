import type { RoleArn } from "../aws/role-arn.ts";

/** The link between a service account and the role that its pods get. */
export interface Association {
  /** The namespace of the service account. */
  readonly namespace: string;
  /** The name of the service account. */
  readonly serviceAccount: string;
  /** The role. */
  readonly role: RoleArn;
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
