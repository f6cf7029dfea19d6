// Generated from the Smithy model. Do not edit: change model/ and run `npm run generate`.

/**
 * The cluster of the pod, and the pod's token.
 *
 * @see com.amazonaws.eksauth#AssumeRoleForPodIdentityRequest
 */
export interface AssumeRoleForPodIdentityRequest {
  /** The cluster that issued the token. It is part of the request's path. */
  clusterName: string;
  /**
   * The pod's projected service account token, whose audience is `pods.eks.amazonaws.com`.
   *
   * Send the bare JWT, without a `Bearer` prefix. It is a secret: never log it.
   *
   * @sensitive
   */
  token: string;
}

/**
 * The credentials, and the identity that they were issued to.
 *
 * @see com.amazonaws.eksauth#AssumeRoleForPodIdentityResponse
 */
export interface AssumeRoleForPodIdentityResponse {
  /** The Kubernetes identity that the token proved. */
  subject: Subject;
  /** The audience of the token: always `pods.eks.amazonaws.com`. */
  audience: string;
  /** The association that chose the role. */
  podIdentityAssociation: PodIdentityAssociation;
  /** The role session that the credentials act as. */
  assumedRoleUser: AssumedRoleUser;
  /** The temporary credentials. They are a secret: never log them. */
  credentials: Credentials;
}

/**
 * A session of an IAM role.
 *
 * @see com.amazonaws.eksauth#AssumedRoleUser
 */
export interface AssumedRoleUser {
  /**
   * The ARN of the role session. It holds the account, the name of the role and the name of the session.
   *
   * For example: `arn:aws:sts::111122223333:assumed-role/app-role/SESSION_NAME`.
   */
  arn: string;
  /**
   * The unique ID of the role and the name of the session, joined by a colon: `ROLE_ID:SESSION_NAME`.
   *
   * The session is named `eks-CLUSTER-POD-UUID`, after the cluster, the pod and a random UUID.
   */
  assumeRoleId: string;
}

/**
 * Temporary AWS credentials, for signing requests with Signature Version 4.
 *
 * @sensitive
 * @see com.amazonaws.eksauth#Credentials
 */
export interface Credentials {
  /** The session token. It is sent with each request that is signed with these credentials. */
  sessionToken: string;
  /** The secret key, which signs requests and is never sent. */
  secretAccessKey: string;
  /** The ID of the key pair. Each signed request contains it. */
  accessKeyId: string;
  /** When the credentials stop working. On the wire: seconds since the Unix epoch. */
  expiration: Date;
}

/**
 * The link between a service account of a cluster and an IAM role.
 *
 * @see com.amazonaws.eksauth#PodIdentityAssociation
 */
export interface PodIdentityAssociation {
  /**
   * The ARN of the association. Its last part is the `associationId`.
   *
   * For example: `arn:aws:eks:us-east-1:111122223333:podidentityassociation/prod/a-0123456789abcdef0`.
   */
  associationArn: string;
  /** The ID of the association, such as `a-0123456789abcdef0`. */
  associationId: string;
}

/**
 * A Kubernetes service account and its namespace.
 *
 * @see com.amazonaws.eksauth#Subject
 */
export interface Subject {
  /** The namespace of the service account, and so of the pod. */
  namespace: string;
  /** The name of the service account. It is unique only within its namespace. */
  serviceAccount: string;
}
