// smithy-typescript generated code
/**
 * A session of an IAM role.
 * @public
 */
export interface AssumedRoleUser {
  /**
   * The ARN of the role session. It holds the account, the name of the role and the name of the session.
   *
   * For example: `arn:aws:sts::111122223333:assumed-role/app-role/SESSION_NAME`.
   * @public
   */
  arn: string;

  /**
   * The unique ID of the role and the name of the session, joined by a colon: `ROLE_ID:SESSION_NAME`.
   *
   * The session is named `eks-CLUSTER-POD-UUID`, after the cluster, the pod and a random UUID.
   * @public
   */
  assumeRoleId: string;
}

/**
 * The cluster of the pod, and the pod's token.
 * @public
 */
export interface AssumeRoleForPodIdentityRequest {
  /**
   * The cluster that issued the token. It is part of the request's path.
   * @public
   */
  clusterName: string;

  /**
   * The pod's projected service account token, whose audience is `pods.eks.amazonaws.com`.
   *
   * Send the bare JWT, without a `Bearer` prefix. It is a secret: never log it.
   * @public
   */
  token: string;
}

/**
 * Temporary AWS credentials, for signing requests with Signature Version 4.
 * @public
 */
export interface Credentials {
  /**
   * The session token. It is sent with each request that is signed with these credentials.
   * @public
   */
  sessionToken: string;

  /**
   * The secret key, which signs requests and is never sent.
   * @public
   */
  secretAccessKey: string;

  /**
   * The ID of the key pair. Each signed request contains it.
   * @public
   */
  accessKeyId: string;

  /**
   * When the credentials stop working. On the wire: seconds since the Unix epoch.
   * @public
   */
  expiration: Date;
}

/**
 * The link between a service account of a cluster and an IAM role.
 * @public
 */
export interface PodIdentityAssociation {
  /**
   * The ARN of the association. Its last part is the `associationId`.
   *
   * For example: `arn:aws:eks:us-east-1:111122223333:podidentityassociation/prod/a-0123456789abcdef0`.
   * @public
   */
  associationArn: string;

  /**
   * The ID of the association, such as `a-0123456789abcdef0`.
   * @public
   */
  associationId: string;
}

/**
 * A Kubernetes service account and its namespace.
 * @public
 */
export interface Subject {
  /**
   * The namespace of the service account, and so of the pod.
   * @public
   */
  namespace: string;

  /**
   * The name of the service account. It is unique only within its namespace.
   * @public
   */
  serviceAccount: string;
}

/**
 * The credentials, and the identity that they were issued to.
 * @public
 */
export interface AssumeRoleForPodIdentityResponse {
  /**
   * The Kubernetes identity that the token proved.
   * @public
   */
  subject: Subject;

  /**
   * The audience of the token: always `pods.eks.amazonaws.com`.
   * @public
   */
  audience: string;

  /**
   * The association that chose the role.
   * @public
   */
  podIdentityAssociation: PodIdentityAssociation;

  /**
   * The role session that the credentials act as.
   * @public
   */
  assumedRoleUser: AssumedRoleUser;

  /**
   * The temporary credentials. They are a secret: never log them.
   * @public
   */
  credentials: Credentials;
}
