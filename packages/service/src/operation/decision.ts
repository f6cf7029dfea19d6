import type { AssumeRoleForPodIdentityResponse } from "@eks-auth/server";

/** A request that got credentials. It holds no secret, so it may be logged. */
export interface Grant {
  /** The cluster that the caller named. */
  readonly cluster: string;
  /** The request's ID, which the caller has in `x-amzn-requestid`. */
  readonly requestId: string;
  /** The pod's namespace. */
  readonly namespace: string;
  /** The pod's service account. */
  readonly serviceAccount: string;
  /** The association's ID. */
  readonly association: string;
  /** `arn:aws:sts::111122223333:assumed-role/ROLE/SESSION` */
  readonly assumedRole: string;
  /** When the credentials end. */
  readonly expiration: Date;
}

/** Takes from an answer what its operator may know of it. */
export function describeGrant(
  cluster: string,
  requestId: string,
  response: AssumeRoleForPodIdentityResponse,
): Grant {
  const { subject, podIdentityAssociation, assumedRoleUser, credentials } = response;
  return {
    cluster,
    requestId,
    namespace: subject.namespace,
    serviceAccount: subject.serviceAccount,
    association: podIdentityAssociation.associationId,
    assumedRole: assumedRoleUser.arn,
    expiration: credentials.expiration,
  };
}
