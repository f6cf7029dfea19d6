// Generated from a Smithy model by eks-auth. Do not edit: change the model and generate again.

export interface paths {
  "/clusters": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description Lists the names of the clusters that the caller can read. */
    get: operations["ListClusters"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/clusters/{clusterName}/pod-identity-associations": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description Lists the associations of a cluster, or those of a namespace or service account. */
    get: operations["ListPodIdentityAssociations"];
    put?: never;
    /**
     * @description Associates a service account of a cluster with an IAM role.
     *
     *     Pods that use the service account can get credentials of the role as soon as the operation returns. A namespace and
     *     service account have at most one association.
     */
    post: operations["CreatePodIdentityAssociation"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/clusters/{clusterName}/pod-identity-associations/{associationId}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description Returns an association, with all that is known of it. */
    get: operations["DescribePodIdentityAssociation"];
    put?: never;
    /**
     * @description Changes the role of an association, and how its credentials are issued.
     *
     *     Members that are absent stay as they are. The namespace and the service account can't be changed: delete the association
     *     and create another one.
     */
    post: operations["UpdatePodIdentityAssociation"];
    /** @description Deletes an association. Credentials that pods have stay valid until they expire. */
    delete: operations["DeletePodIdentityAssociation"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/clusters/{name}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description Returns what the service knows of a cluster. */
    get: operations["DescribeCluster"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/tags/{resourceArn}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description Lists the tags of an association or a cluster. */
    get: operations["ListTagsForResource"];
    put?: never;
    /** @description Adds tags to an association, or changes their values. Other tags stay. */
    post: operations["TagResource"];
    /** @description Removes tags from an association. A key that it doesn't have is ignored. */
    delete: operations["UntagResource"];
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
     * @description The caller is not allowed to do this in this cluster. The answer is the same if the cluster does not exist.
     *
     *     Give the caller the right in the configuration of the service. A retry of the same request fails again.
     */
    AccessDeniedExceptionResponseContent: {
      /** @description What went wrong, for people. Programs use the name of the error. */
      message?: string;
    };
    /** @description The ARN or the tags of the request are not valid. */
    BadRequestExceptionResponseContent: {
      /** @description What went wrong, for people. Programs use the name of the error. */
      message?: string;
    };
    /** @description The certificate of an API server's authority. */
    Certificate: {
      /** @description The certificates in PEM, encoded in base64. */
      data?: string;
    };
    /** @description The request can't be carried out. */
    ClientException: {
      /** @description The cluster that the request was for. */
      clusterName?: string;
      /** @description Always absent: this service has no node groups. */
      nodegroupName?: string;
      /** @description Always absent: this service has no add-ons. */
      addonName?: string;
      /** @description Always absent: this service has no subscriptions. */
      subscriptionId?: string;
      /** @description What went wrong, for people. Programs use the name of the error. */
      message?: string;
    };
    /** @description The request can't be carried out. */
    ClientExceptionResponseContent: {
      /** @description The cluster that the request was for. */
      clusterName?: string;
      /** @description Always absent: this service has no node groups. */
      nodegroupName?: string;
      /** @description Always absent: this service has no add-ons. */
      addonName?: string;
      /** @description Always absent: this service has no subscriptions. */
      subscriptionId?: string;
      /** @description What went wrong, for people. Programs use the name of the error. */
      message?: string;
    };
    /** @description A Kubernetes cluster. Members that only Amazon EKS can know are left out. */
    Cluster: {
      /** @description The name of the cluster. */
      name?: string;
      /** @description The ARN of the cluster. */
      arn?: string;
      /**
       * Format: double
       * @description When the cluster was created. On the wire: seconds since the Unix epoch.
       */
      createdAt?: number;
      /** @description The version of Kubernetes, such as `1.35`. */
      version?: string;
      /** @description The URL of the cluster's API server. */
      endpoint?: string;
      identity?: components["schemas"]["Identity"];
      status?: components["schemas"]["ClusterStatus"];
      certificateAuthority?: components["schemas"]["Certificate"];
      /** @description The version of the platform that runs the cluster. */
      platformVersion?: string;
      tags?: components["schemas"]["Tags"];
    };
    /**
     * @description The state of a cluster.
     * @enum {string}
     */
    ClusterStatus: "CREATING" | "ACTIVE" | "DELETING" | "FAILED" | "UPDATING" | "PENDING";
    CreatePodIdentityAssociation400ErrorResponseContent:
      | components["schemas"]["InvalidParameterException"]
      | components["schemas"]["InvalidRequestException"]
      | components["schemas"]["ResourceLimitExceededException"];
    /** @description The service account, the role, and how credentials are issued. */
    CreatePodIdentityAssociationRequestContent: {
      /** @description The Kubernetes namespace of the service account. */
      namespace: string;
      /** @description The name of the service account. */
      serviceAccount: string;
      /** @description The ARN of the IAM role. */
      roleArn: string;
      /**
       * @description A text that is unique to this request. A second request with the same token and the same values returns the
       *     association that the first one created.
       */
      clientRequestToken?: string;
      tags?: components["schemas"]["TagMap"];
      /**
       * @description Whether the credentials have no session tags. By default they have tags with the cluster, the namespace, the service
       *     account and the pod.
       */
      disableSessionTags?: boolean;
      /** @description The ARN of a second role, often of another account, that is assumed with the credentials of the first. */
      targetRoleArn?: string;
      /** @description An IAM policy in JSON, which limits the credentials further. It needs `disableSessionTags`. */
      policy?: string;
    };
    /** @description The result of creating an association. */
    CreatePodIdentityAssociationResponseContent: {
      association?: components["schemas"]["PodIdentityAssociation"];
    };
    DeletePodIdentityAssociation400ErrorResponseContent:
      | components["schemas"]["InvalidParameterException"]
      | components["schemas"]["InvalidRequestException"];
    /** @description The result of deleting an association. */
    DeletePodIdentityAssociationResponseContent: {
      association?: components["schemas"]["PodIdentityAssociation"];
    };
    /** @description The result of describing a cluster. */
    DescribeClusterResponseContent: {
      cluster?: components["schemas"]["Cluster"];
    };
    DescribePodIdentityAssociation400ErrorResponseContent:
      | components["schemas"]["InvalidParameterException"]
      | components["schemas"]["InvalidRequestException"];
    /** @description The result of describing an association. */
    DescribePodIdentityAssociationResponseContent: {
      association?: components["schemas"]["PodIdentityAssociation"];
    };
    /** @description Who issues the tokens of a cluster. */
    Identity: {
      oidc?: components["schemas"]["OIDC"];
    };
    /**
     * @description A value of the request is not valid: it is missing, or has an invalid length or form.
     *
     *     The message names the value and what it must be.
     */
    InvalidParameterException: {
      /** @description The cluster that the request was for. */
      clusterName?: string;
      /** @description Always absent: this service has no node groups. */
      nodegroupName?: string;
      /** @description Always absent: this service has no Fargate profiles. */
      fargateProfileName?: string;
      /** @description Always absent: this service has no add-ons. */
      addonName?: string;
      /** @description Always absent: this service has no subscriptions. */
      subscriptionId?: string;
      /** @description What went wrong, for people. Programs use the name of the error. */
      message?: string;
    };
    /** @description Each value is valid, but the combination is not, or not in this state of the resource. */
    InvalidRequestException: {
      /** @description The cluster that the request was for. */
      clusterName?: string;
      /** @description Always absent: this service has no node groups. */
      nodegroupName?: string;
      /** @description Always absent: this service has no add-ons. */
      addonName?: string;
      /** @description Always absent: this service has no subscriptions. */
      subscriptionId?: string;
      /** @description What went wrong, for people. Programs use the name of the error. */
      message?: string;
    };
    ListClusters400ErrorResponseContent:
      | components["schemas"]["ClientException"]
      | components["schemas"]["InvalidParameterException"];
    /** @description A page of clusters. */
    ListClustersResponseContent: {
      /** @description The names of the clusters of this page. */
      clusters?: string[];
      /** @description The token for the next page. The last page has none. */
      nextToken?: string;
    };
    ListPodIdentityAssociations400ErrorResponseContent:
      | components["schemas"]["InvalidParameterException"]
      | components["schemas"]["InvalidRequestException"];
    /** @description A page of associations. */
    ListPodIdentityAssociationsResponseContent: {
      /** @description The associations of this page. */
      associations?: components["schemas"]["PodIdentityAssociationSummary"][];
      /** @description The token for the next page. The last page has none. */
      nextToken?: string;
    };
    /** @description The result of listing tags. */
    ListTagsForResourceResponseContent: {
      tags?: components["schemas"]["Tags"];
    };
    /** @description No resource has the ARN of the request. */
    NotFoundExceptionResponseContent: {
      /** @description What went wrong, for people. Programs use the name of the error. */
      message?: string;
    };
    /** @description An OpenID Connect issuer. */
    OIDC: {
      /** @description The URL of the issuer: the claim `iss` of the cluster's tokens. */
      issuer?: string;
    };
    /** @description The link between a service account of a cluster and an IAM role. */
    PodIdentityAssociation: {
      /** @description The cluster of the association. */
      clusterName?: string;
      /** @description The Kubernetes namespace of the service account. */
      namespace?: string;
      /** @description The name of the service account. */
      serviceAccount?: string;
      /** @description The ARN of the IAM role. */
      roleArn?: string;
      /** @description The ARN of the association. Its last part is the `associationId`. */
      associationArn?: string;
      /** @description The ID of the association, such as `a-0123456789abcdef0`. */
      associationId?: string;
      tags?: components["schemas"]["Tags"];
      /**
       * Format: double
       * @description When the association was created. On the wire: seconds since the Unix epoch.
       */
      createdAt?: number;
      /**
       * Format: double
       * @description When the association was last changed. On the wire: seconds since the Unix epoch.
       */
      modifiedAt?: number;
      /** @description The ARN of the add-on that owns the association; absent if none does. */
      ownerArn?: string;
      /** @description Whether the credentials have no session tags. */
      disableSessionTags?: boolean;
      /** @description The ARN of the second role, which is assumed with the credentials of the first. */
      targetRoleArn?: string;
      /** @description The external ID for the trust policy of the second role. */
      externalId?: string;
      /** @description The IAM policy in JSON that limits the credentials further. */
      policy?: string;
    };
    /** @description The names of an association. */
    PodIdentityAssociationSummary: {
      /** @description The cluster of the association. */
      clusterName?: string;
      /** @description The Kubernetes namespace of the service account. */
      namespace?: string;
      /** @description The name of the service account. */
      serviceAccount?: string;
      /** @description The ARN of the association. */
      associationArn?: string;
      /** @description The ID of the association. */
      associationId?: string;
      /** @description The ARN of the add-on that owns the association; absent if none does. */
      ownerArn?: string;
    };
    /**
     * @description The namespace and service account have an association already.
     *
     *     Update that one, or delete it first.
     */
    ResourceInUseExceptionResponseContent: {
      /** @description The cluster that the request was for. */
      clusterName?: string;
      /** @description Always absent: this service has no node groups. */
      nodegroupName?: string;
      /** @description Always absent: this service has no add-ons. */
      addonName?: string;
      /** @description What went wrong, for people. Programs use the name of the error. */
      message?: string;
    };
    /** @description The cluster has as many associations as it can have. */
    ResourceLimitExceededException: {
      /** @description The cluster that the request was for. */
      clusterName?: string;
      /** @description Always absent: this service has no node groups. */
      nodegroupName?: string;
      /** @description Always absent: this service has no subscriptions. */
      subscriptionId?: string;
      /** @description What went wrong, for people. Programs use the name of the error. */
      message?: string;
    };
    /** @description The cluster or the association does not exist. */
    ResourceNotFoundExceptionResponseContent: {
      /** @description The cluster that the request was for. */
      clusterName?: string;
      /** @description Always absent: this service has no node groups. */
      nodegroupName?: string;
      /** @description Always absent: this service has no Fargate profiles. */
      fargateProfileName?: string;
      /** @description Always absent: this service has no add-ons. */
      addonName?: string;
      /** @description Always absent: this service has no subscriptions. */
      subscriptionId?: string;
      /** @description What went wrong, for people. Programs use the name of the error. */
      message?: string;
    };
    /**
     * @description The service failed unexpectedly, or can't store the change.
     *
     *     Retry with backoff.
     */
    ServerExceptionResponseContent: {
      /** @description The cluster that the request was for. */
      clusterName?: string;
      /** @description Always absent: this service has no node groups. */
      nodegroupName?: string;
      /** @description Always absent: this service has no add-ons. */
      addonName?: string;
      /** @description Always absent: this service has no subscriptions. */
      subscriptionId?: string;
      /** @description What went wrong, for people. Programs use the name of the error. */
      message?: string;
    };
    /**
     * @description The service or one of its dependencies is down or too slow.
     *
     *     Retry with backoff.
     */
    ServiceUnavailableExceptionResponseContent: {
      /** @description What went wrong, for people. Programs use the name of the error. */
      message?: string;
    };
    /** @description Tags of a request: values by key. A resource can have 50. */
    TagMap: {
      [key: string]: string;
    };
    /** @description Which tags to add. */
    TagResourceRequestContent: {
      tags: components["schemas"]["TagMap"];
    };
    /** @description Tags of a resource: values by key. It can have none. */
    Tags: {
      [key: string]: string;
    };
    /**
     * @description The caller sends too many requests.
     *
     *     Send fewer requests, and retry with backoff.
     */
    ThrottlingExceptionResponseContent: {
      /** @description The cluster that the request was for. */
      clusterName?: string;
      /** @description What went wrong, for people. Programs use the name of the error. */
      message?: string;
    };
    UpdatePodIdentityAssociation400ErrorResponseContent:
      | components["schemas"]["InvalidParameterException"]
      | components["schemas"]["InvalidRequestException"];
    /** @description What to change in an association. */
    UpdatePodIdentityAssociationRequestContent: {
      /** @description The ARN of the new role. */
      roleArn?: string;
      /** @description A text that is unique to this request. */
      clientRequestToken?: string;
      /** @description Whether the credentials have no session tags. */
      disableSessionTags?: boolean;
      /** @description The ARN of the new second role; an empty text removes it. */
      targetRoleArn?: string;
      /** @description The new IAM policy in JSON; an empty text removes it. */
      policy?: string;
    };
    /** @description The result of updating an association. */
    UpdatePodIdentityAssociationResponseContent: {
      association?: components["schemas"]["PodIdentityAssociation"];
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type AccessDeniedExceptionResponseContent =
  components["schemas"]["AccessDeniedExceptionResponseContent"];
export type BadRequestExceptionResponseContent = components["schemas"]["BadRequestExceptionResponseContent"];
export type Certificate = components["schemas"]["Certificate"];
export type ClientException = components["schemas"]["ClientException"];
export type ClientExceptionResponseContent = components["schemas"]["ClientExceptionResponseContent"];
export type Cluster = components["schemas"]["Cluster"];
export type ClusterStatus = components["schemas"]["ClusterStatus"];
export type CreatePodIdentityAssociation400ErrorResponseContent =
  components["schemas"]["CreatePodIdentityAssociation400ErrorResponseContent"];
export type CreatePodIdentityAssociationRequestContent =
  components["schemas"]["CreatePodIdentityAssociationRequestContent"];
export type CreatePodIdentityAssociationResponseContent =
  components["schemas"]["CreatePodIdentityAssociationResponseContent"];
export type DeletePodIdentityAssociation400ErrorResponseContent =
  components["schemas"]["DeletePodIdentityAssociation400ErrorResponseContent"];
export type DeletePodIdentityAssociationResponseContent =
  components["schemas"]["DeletePodIdentityAssociationResponseContent"];
export type DescribeClusterResponseContent = components["schemas"]["DescribeClusterResponseContent"];
export type DescribePodIdentityAssociation400ErrorResponseContent =
  components["schemas"]["DescribePodIdentityAssociation400ErrorResponseContent"];
export type DescribePodIdentityAssociationResponseContent =
  components["schemas"]["DescribePodIdentityAssociationResponseContent"];
export type Identity = components["schemas"]["Identity"];
export type InvalidParameterException = components["schemas"]["InvalidParameterException"];
export type InvalidRequestException = components["schemas"]["InvalidRequestException"];
export type ListClusters400ErrorResponseContent =
  components["schemas"]["ListClusters400ErrorResponseContent"];
export type ListClustersResponseContent = components["schemas"]["ListClustersResponseContent"];
export type ListPodIdentityAssociations400ErrorResponseContent =
  components["schemas"]["ListPodIdentityAssociations400ErrorResponseContent"];
export type ListPodIdentityAssociationsResponseContent =
  components["schemas"]["ListPodIdentityAssociationsResponseContent"];
export type ListTagsForResourceResponseContent = components["schemas"]["ListTagsForResourceResponseContent"];
export type NotFoundExceptionResponseContent = components["schemas"]["NotFoundExceptionResponseContent"];
export type Oidc = components["schemas"]["OIDC"];
export type PodIdentityAssociation = components["schemas"]["PodIdentityAssociation"];
export type PodIdentityAssociationSummary = components["schemas"]["PodIdentityAssociationSummary"];
export type ResourceInUseExceptionResponseContent =
  components["schemas"]["ResourceInUseExceptionResponseContent"];
export type ResourceLimitExceededException = components["schemas"]["ResourceLimitExceededException"];
export type ResourceNotFoundExceptionResponseContent =
  components["schemas"]["ResourceNotFoundExceptionResponseContent"];
export type ServerExceptionResponseContent = components["schemas"]["ServerExceptionResponseContent"];
export type ServiceUnavailableExceptionResponseContent =
  components["schemas"]["ServiceUnavailableExceptionResponseContent"];
export type TagMap = components["schemas"]["TagMap"];
export type TagResourceRequestContent = components["schemas"]["TagResourceRequestContent"];
export type Tags = components["schemas"]["Tags"];
export type ThrottlingExceptionResponseContent = components["schemas"]["ThrottlingExceptionResponseContent"];
export type UpdatePodIdentityAssociation400ErrorResponseContent =
  components["schemas"]["UpdatePodIdentityAssociation400ErrorResponseContent"];
export type UpdatePodIdentityAssociationRequestContent =
  components["schemas"]["UpdatePodIdentityAssociationRequestContent"];
export type UpdatePodIdentityAssociationResponseContent =
  components["schemas"]["UpdatePodIdentityAssociationResponseContent"];
export type $defs = Record<string, never>;
export interface operations {
  ListClusters: {
    parameters: {
      query?: {
        /** @description The largest number of clusters in the response: 100 by default. */
        maxResults?: number;
        /** @description The `nextToken` of the previous response, for the next page. */
        nextToken?: string;
        /** @description Which other clusters to list: `all` for those that Amazon EKS only has a connection to. */
        include?: string[];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description ListClusters 200 response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ListClustersResponseContent"];
        };
      };
      /** @description ListClusters400Error 400 response */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ListClusters400ErrorResponseContent"];
        };
      };
      /** @description AccessDeniedException 403 response */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["AccessDeniedExceptionResponseContent"];
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
      /** @description ServerException 500 response */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ServerExceptionResponseContent"];
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
  ListPodIdentityAssociations: {
    parameters: {
      query?: {
        /** @description Only associations with this namespace. */
        namespace?: string;
        /** @description Only associations with this service account. */
        serviceAccount?: string;
        /** @description The largest number of associations in the response: 100 by default. */
        maxResults?: number;
        /** @description The `nextToken` of the previous response, for the next page. */
        nextToken?: string;
      };
      header?: never;
      path: {
        /** @description The cluster of the associations. */
        clusterName: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description ListPodIdentityAssociations 200 response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ListPodIdentityAssociationsResponseContent"];
        };
      };
      /** @description ListPodIdentityAssociations400Error 400 response */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ListPodIdentityAssociations400ErrorResponseContent"];
        };
      };
      /** @description AccessDeniedException 403 response */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["AccessDeniedExceptionResponseContent"];
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
      /** @description ServerException 500 response */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ServerExceptionResponseContent"];
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
  CreatePodIdentityAssociation: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The cluster to create the association in. */
        clusterName: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["CreatePodIdentityAssociationRequestContent"];
      };
    };
    responses: {
      /** @description CreatePodIdentityAssociation 200 response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["CreatePodIdentityAssociationResponseContent"];
        };
      };
      /** @description CreatePodIdentityAssociation400Error 400 response */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["CreatePodIdentityAssociation400ErrorResponseContent"];
        };
      };
      /** @description AccessDeniedException 403 response */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["AccessDeniedExceptionResponseContent"];
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
      /** @description ResourceInUseException 409 response */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ResourceInUseExceptionResponseContent"];
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
      /** @description ServerException 500 response */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ServerExceptionResponseContent"];
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
  DescribePodIdentityAssociation: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The cluster of the association. */
        clusterName: string;
        /** @description The ID of the association, such as `a-0123456789abcdef0`. */
        associationId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description DescribePodIdentityAssociation 200 response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["DescribePodIdentityAssociationResponseContent"];
        };
      };
      /** @description DescribePodIdentityAssociation400Error 400 response */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["DescribePodIdentityAssociation400ErrorResponseContent"];
        };
      };
      /** @description AccessDeniedException 403 response */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["AccessDeniedExceptionResponseContent"];
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
      /** @description ServerException 500 response */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ServerExceptionResponseContent"];
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
  UpdatePodIdentityAssociation: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The cluster of the association. */
        clusterName: string;
        /** @description The ID of the association, such as `a-0123456789abcdef0`. */
        associationId: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        "application/json": components["schemas"]["UpdatePodIdentityAssociationRequestContent"];
      };
    };
    responses: {
      /** @description UpdatePodIdentityAssociation 200 response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["UpdatePodIdentityAssociationResponseContent"];
        };
      };
      /** @description UpdatePodIdentityAssociation400Error 400 response */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["UpdatePodIdentityAssociation400ErrorResponseContent"];
        };
      };
      /** @description AccessDeniedException 403 response */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["AccessDeniedExceptionResponseContent"];
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
      /** @description ServerException 500 response */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ServerExceptionResponseContent"];
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
  DeletePodIdentityAssociation: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The cluster of the association. */
        clusterName: string;
        /** @description The ID of the association, such as `a-0123456789abcdef0`. */
        associationId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description DeletePodIdentityAssociation 200 response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["DeletePodIdentityAssociationResponseContent"];
        };
      };
      /** @description DeletePodIdentityAssociation400Error 400 response */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["DeletePodIdentityAssociation400ErrorResponseContent"];
        };
      };
      /** @description AccessDeniedException 403 response */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["AccessDeniedExceptionResponseContent"];
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
      /** @description ServerException 500 response */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ServerExceptionResponseContent"];
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
  DescribeCluster: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The name of the cluster. */
        name: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description DescribeCluster 200 response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["DescribeClusterResponseContent"];
        };
      };
      /** @description ClientException 400 response */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ClientExceptionResponseContent"];
        };
      };
      /** @description AccessDeniedException 403 response */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["AccessDeniedExceptionResponseContent"];
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
      /** @description ServerException 500 response */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ServerExceptionResponseContent"];
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
  ListTagsForResource: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The ARN of the association or the cluster. */
        resourceArn: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description ListTagsForResource 200 response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ListTagsForResourceResponseContent"];
        };
      };
      /** @description BadRequestException 400 response */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["BadRequestExceptionResponseContent"];
        };
      };
      /** @description AccessDeniedException 403 response */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["AccessDeniedExceptionResponseContent"];
        };
      };
      /** @description NotFoundException 404 response */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["NotFoundExceptionResponseContent"];
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
      /** @description ServerException 500 response */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ServerExceptionResponseContent"];
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
  TagResource: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The ARN of the association. */
        resourceArn: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["TagResourceRequestContent"];
      };
    };
    responses: {
      /** @description TagResource 200 response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description BadRequestException 400 response */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["BadRequestExceptionResponseContent"];
        };
      };
      /** @description AccessDeniedException 403 response */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["AccessDeniedExceptionResponseContent"];
        };
      };
      /** @description NotFoundException 404 response */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["NotFoundExceptionResponseContent"];
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
      /** @description ServerException 500 response */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ServerExceptionResponseContent"];
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
  UntagResource: {
    parameters: {
      query: {
        /** @description The keys of the tags to remove. */
        tagKeys: string[];
      };
      header?: never;
      path: {
        /** @description The ARN of the association. */
        resourceArn: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description UntagResource 200 response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description BadRequestException 400 response */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["BadRequestExceptionResponseContent"];
        };
      };
      /** @description AccessDeniedException 403 response */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["AccessDeniedExceptionResponseContent"];
        };
      };
      /** @description NotFoundException 404 response */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["NotFoundExceptionResponseContent"];
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
      /** @description ServerException 500 response */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ServerExceptionResponseContent"];
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
