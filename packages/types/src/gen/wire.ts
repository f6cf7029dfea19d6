// Generated from the Smithy model. Do not edit: change model/ and run `npm run generate`.

export interface paths {
  "/clusters/{clusterName}/assume-role-for-pod-identity": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * @description Exchanges the service account token of a pod for temporary credentials of the IAM role that the pod's service account
     *     is associated with.
     *
     *     The token identifies the pod. The association of its namespace and service account in the cluster `clusterName`
     *     determines the role.
     */
    post: operations["AssumeRoleForPodIdentity"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    /**
     * @description The caller is not allowed to use this cluster, or the role does not trust the service.
     *
     *     Fix the caller's permissions or the trust policy of the role. A retry of the same request fails again.
     */
    AccessDeniedException: {
      /** @description What went wrong, for people. Programs use the name of the error. */
      message?: string;
    };
    AssumeRoleForPodIdentity400ErrorResponseContent:
      | components["schemas"]["AccessDeniedException"]
      | components["schemas"]["ExpiredTokenException"]
      | components["schemas"]["InvalidParameterException"]
      | components["schemas"]["InvalidRequestException"]
      | components["schemas"]["InvalidTokenException"];
    /** @description The cluster of the pod, and the pod's token. */
    AssumeRoleForPodIdentityRequestContent: {
      /**
       * Format: password
       * @description The pod's projected service account token, whose audience is `pods.eks.amazonaws.com`.
       *
       *     Send the bare JWT, without a `Bearer` prefix. It is a secret: never log it.
       */
      token: string;
    };
    /** @description The credentials, and the identity that they were issued to. */
    AssumeRoleForPodIdentityResponseContent: {
      subject: components["schemas"]["Subject"];
      /** @description The audience of the token: always `pods.eks.amazonaws.com`. */
      audience: string;
      podIdentityAssociation: components["schemas"]["PodIdentityAssociation"];
      assumedRoleUser: components["schemas"]["AssumedRoleUser"];
      credentials: components["schemas"]["Credentials"];
    };
    /** @description A session of an IAM role. */
    AssumedRoleUser: {
      /**
       * @description The ARN of the role session. It holds the account, the name of the role and the name of the session.
       *
       *     For example: `arn:aws:sts::111122223333:assumed-role/app-role/SESSION_NAME`.
       */
      arn: string;
      /**
       * @description The unique ID of the role and the name of the session, joined by a colon: `ROLE_ID:SESSION_NAME`.
       *
       *     The session is named `eks-CLUSTER-POD-UUID`, after the cluster, the pod and a random UUID.
       */
      assumeRoleId: string;
    };
    /**
     * Format: password
     * @description Temporary AWS credentials, for signing requests with Signature Version 4.
     */
    Credentials: {
      /** @description The session token. It is sent with each request that is signed with these credentials. */
      sessionToken: string;
      /** @description The secret key, which signs requests and is never sent. */
      secretAccessKey: string;
      /** @description The ID of the key pair. Each signed request contains it. */
      accessKeyId: string;
      /**
       * Format: double
       * @description When the credentials stop working. On the wire: seconds since the Unix epoch.
       */
      expiration: number;
    };
    /**
     * @description The service account token has expired.
     *
     *     Read the token file again: the kubelet renews the token before it expires.
     */
    ExpiredTokenException: {
      /** @description What went wrong, for people. Programs use the name of the error. */
      message?: string;
    };
    /**
     * @description The service failed unexpectedly.
     *
     *     Retry with backoff.
     */
    InternalServerExceptionResponseContent: {
      /** @description What went wrong, for people. Programs use the name of the error. */
      message?: string;
    };
    /**
     * @description A value of the request breaks a constraint: it is missing, or has an invalid length or form.
     *
     *     The message names the value and the constraint, and contains no secret.
     */
    InvalidParameterException: {
      /** @description What went wrong, for people. Programs use the name of the error. */
      message?: string;
    };
    /**
     * @description Each value is valid, but the combination is not.
     *
     *     The message says what does not match.
     */
    InvalidRequestException: {
      /** @description What went wrong, for people. Programs use the name of the error. */
      message?: string;
    };
    /**
     * @description The service account token is not a token of this cluster for this purpose.
     *
     *     Its signature, algorithm, issuer, audience or claims are invalid.
     */
    InvalidTokenException: {
      /** @description What went wrong, for people. Programs use the name of the error. */
      message?: string;
    };
    /** @description The link between a service account of a cluster and an IAM role. */
    PodIdentityAssociation: {
      /**
       * @description The ARN of the association. Its last part is the `associationId`.
       *
       *     For example: `arn:aws:eks:us-east-1:111122223333:podidentityassociation/prod/a-0123456789abcdef0`.
       */
      associationArn: string;
      /** @description The ID of the association, such as `a-0123456789abcdef0`. */
      associationId: string;
    };
    /**
     * @description The cluster does not exist, or the service account has no association.
     *
     *     Create the association first. It can take a few seconds until it is effective.
     */
    ResourceNotFoundExceptionResponseContent: {
      /** @description What went wrong, for people. Programs use the name of the error. */
      message?: string;
    };
    /**
     * @description The service or one of its dependencies is down or too slow.
     *
     *     Retry with backoff, and use the current credentials until they expire.
     */
    ServiceUnavailableExceptionResponseContent: {
      /** @description What went wrong, for people. Programs use the name of the error. */
      message?: string;
    };
    /** @description A Kubernetes service account and its namespace. */
    Subject: {
      /** @description The namespace of the service account, and so of the pod. */
      namespace: string;
      /** @description The name of the service account. It is unique only within its namespace. */
      serviceAccount: string;
    };
    /**
     * @description The caller sends too many requests.
     *
     *     Send fewer requests, and retry with backoff.
     */
    ThrottlingExceptionResponseContent: {
      /** @description What went wrong, for people. Programs use the name of the error. */
      message?: string;
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type AccessDeniedException = components["schemas"]["AccessDeniedException"];
export type AssumeRoleForPodIdentity400ErrorResponseContent =
  components["schemas"]["AssumeRoleForPodIdentity400ErrorResponseContent"];
export type AssumeRoleForPodIdentityRequestContent =
  components["schemas"]["AssumeRoleForPodIdentityRequestContent"];
export type AssumeRoleForPodIdentityResponseContent =
  components["schemas"]["AssumeRoleForPodIdentityResponseContent"];
export type AssumedRoleUser = components["schemas"]["AssumedRoleUser"];
export type Credentials = components["schemas"]["Credentials"];
export type ExpiredTokenException = components["schemas"]["ExpiredTokenException"];
export type InternalServerExceptionResponseContent =
  components["schemas"]["InternalServerExceptionResponseContent"];
export type InvalidParameterException = components["schemas"]["InvalidParameterException"];
export type InvalidRequestException = components["schemas"]["InvalidRequestException"];
export type InvalidTokenException = components["schemas"]["InvalidTokenException"];
export type PodIdentityAssociation = components["schemas"]["PodIdentityAssociation"];
export type ResourceNotFoundExceptionResponseContent =
  components["schemas"]["ResourceNotFoundExceptionResponseContent"];
export type ServiceUnavailableExceptionResponseContent =
  components["schemas"]["ServiceUnavailableExceptionResponseContent"];
export type Subject = components["schemas"]["Subject"];
export type ThrottlingExceptionResponseContent = components["schemas"]["ThrottlingExceptionResponseContent"];
export type $defs = Record<string, never>;
export interface operations {
  AssumeRoleForPodIdentity: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The cluster that issued the token. It is part of the request's path. */
        clusterName: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["AssumeRoleForPodIdentityRequestContent"];
      };
    };
    responses: {
      /** @description AssumeRoleForPodIdentity 200 response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["AssumeRoleForPodIdentityResponseContent"];
        };
      };
      /** @description AssumeRoleForPodIdentity400Error 400 response */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["AssumeRoleForPodIdentity400ErrorResponseContent"];
        };
      };
      /** @description ResourceNotFoundException 404 response */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ResourceNotFoundExceptionResponseContent"];
        };
      };
      /** @description ThrottlingException 429 response */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ThrottlingExceptionResponseContent"];
        };
      };
      /** @description InternalServerException 500 response */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["InternalServerExceptionResponseContent"];
        };
      };
      /** @description ServiceUnavailableException 503 response */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ServiceUnavailableExceptionResponseContent"];
        };
      };
    };
  };
}
