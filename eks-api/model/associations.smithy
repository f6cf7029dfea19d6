$version: "2.0"

namespace com.amazonaws.eks

/// Associates a service account of a cluster with an IAM role.
///
/// Pods that use the service account can get credentials of the role as soon as the operation returns. A namespace and
/// service account have at most one association.
@http(method: "POST", uri: "/clusters/{clusterName}/pod-identity-associations", code: 200)
operation CreatePodIdentityAssociation {
    input: CreatePodIdentityAssociationRequest
    output: CreatePodIdentityAssociationResponse
    errors: [
        InvalidParameterException
        InvalidRequestException
        ResourceInUseException
        ResourceLimitExceededException
        ResourceNotFoundException
    ]
}

/// Returns an association, with all that is known of it.
@readonly
@http(method: "GET", uri: "/clusters/{clusterName}/pod-identity-associations/{associationId}", code: 200)
operation DescribePodIdentityAssociation {
    input: DescribePodIdentityAssociationRequest
    output: DescribePodIdentityAssociationResponse
    errors: [
        InvalidParameterException
        InvalidRequestException
        ResourceNotFoundException
    ]
}

/// Lists the associations of a cluster, or those of a namespace or service account.
@readonly
@paginated(inputToken: "nextToken", outputToken: "nextToken", items: "associations", pageSize: "maxResults")
@http(method: "GET", uri: "/clusters/{clusterName}/pod-identity-associations", code: 200)
operation ListPodIdentityAssociations {
    input: ListPodIdentityAssociationsRequest
    output: ListPodIdentityAssociationsResponse
    errors: [
        InvalidParameterException
        InvalidRequestException
        ResourceNotFoundException
    ]
}

/// Changes the role of an association, and how its credentials are issued.
///
/// Members that are absent stay as they are. The namespace and the service account can't be changed: delete the association
/// and create another one.
@http(method: "POST", uri: "/clusters/{clusterName}/pod-identity-associations/{associationId}", code: 200)
operation UpdatePodIdentityAssociation {
    input: UpdatePodIdentityAssociationRequest
    output: UpdatePodIdentityAssociationResponse
    errors: [
        InvalidParameterException
        InvalidRequestException
        ResourceNotFoundException
    ]
}

/// Deletes an association. Credentials that pods have stay valid until they expire.
@idempotent
@http(method: "DELETE", uri: "/clusters/{clusterName}/pod-identity-associations/{associationId}", code: 200)
operation DeletePodIdentityAssociation {
    input: DeletePodIdentityAssociationRequest
    output: DeletePodIdentityAssociationResponse
    errors: [
        InvalidParameterException
        InvalidRequestException
        ResourceNotFoundException
    ]
}

/// The service account, the role, and how credentials are issued.
@input
structure CreatePodIdentityAssociationRequest {
    /// The cluster to create the association in.
    @required
    @httpLabel
    clusterName: String

    /// The Kubernetes namespace of the service account.
    @required
    namespace: String

    /// The name of the service account.
    @required
    serviceAccount: String

    /// The ARN of the IAM role.
    @required
    roleArn: String

    /// A text that is unique to this request. A second request with the same token and the same values returns the
    /// association that the first one created.
    @idempotencyToken
    clientRequestToken: String

    /// Keys and values of your own choice.
    tags: TagMap

    /// Whether the credentials have no session tags. By default they have tags with the cluster, the namespace, the service
    /// account and the pod.
    disableSessionTags: Boolean

    /// The ARN of a second role, often of another account, that is assumed with the credentials of the first.
    targetRoleArn: String

    /// An IAM policy in JSON, which limits the credentials further. It needs `disableSessionTags`.
    policy: String
}

/// The result of creating an association.
@output
structure CreatePodIdentityAssociationResponse {
    /// The new association.
    association: PodIdentityAssociation
}

/// Which association to return.
@input
structure DescribePodIdentityAssociationRequest {
    /// The cluster of the association.
    @required
    @httpLabel
    clusterName: String

    /// The ID of the association, such as `a-0123456789abcdef0`.
    @required
    @httpLabel
    associationId: String
}

/// The result of describing an association.
@output
structure DescribePodIdentityAssociationResponse {
    /// The association.
    association: PodIdentityAssociation
}

/// Which associations to list.
@input
structure ListPodIdentityAssociationsRequest {
    /// The cluster of the associations.
    @required
    @httpLabel
    clusterName: String

    /// Only associations with this namespace.
    @httpQuery("namespace")
    namespace: String

    /// Only associations with this service account.
    @httpQuery("serviceAccount")
    serviceAccount: String

    /// The largest number of associations in the response: 100 by default.
    @httpQuery("maxResults")
    maxResults: ListPodIdentityAssociationsMaxResults

    /// The `nextToken` of the previous response, for the next page.
    @httpQuery("nextToken")
    nextToken: String
}

/// A page of associations.
@output
structure ListPodIdentityAssociationsResponse {
    /// The associations of this page.
    associations: PodIdentityAssociationSummaries

    /// The token for the next page. The last page has none.
    nextToken: String
}

/// What to change in an association.
@input
structure UpdatePodIdentityAssociationRequest {
    /// The cluster of the association.
    @required
    @httpLabel
    clusterName: String

    /// The ID of the association, such as `a-0123456789abcdef0`.
    @required
    @httpLabel
    associationId: String

    /// The ARN of the new role.
    roleArn: String

    /// A text that is unique to this request.
    @idempotencyToken
    clientRequestToken: String

    /// Whether the credentials have no session tags.
    disableSessionTags: Boolean

    /// The ARN of the new second role; an empty text removes it.
    targetRoleArn: String

    /// The new IAM policy in JSON; an empty text removes it.
    policy: String
}

/// The result of updating an association.
@output
structure UpdatePodIdentityAssociationResponse {
    /// The association after the change.
    association: PodIdentityAssociation
}

/// Which association to delete.
@input
structure DeletePodIdentityAssociationRequest {
    /// The cluster of the association.
    @required
    @httpLabel
    clusterName: String

    /// The ID of the association, such as `a-0123456789abcdef0`.
    @required
    @httpLabel
    associationId: String
}

/// The result of deleting an association.
@output
structure DeletePodIdentityAssociationResponse {
    /// The association as it was before it was deleted.
    association: PodIdentityAssociation
}

/// The link between a service account of a cluster and an IAM role.
structure PodIdentityAssociation {
    /// The cluster of the association.
    clusterName: String

    /// The Kubernetes namespace of the service account.
    namespace: String

    /// The name of the service account.
    serviceAccount: String

    /// The ARN of the IAM role.
    roleArn: String

    /// The ARN of the association. Its last part is the `associationId`.
    associationArn: String

    /// The ID of the association, such as `a-0123456789abcdef0`.
    associationId: String

    /// The tags of the association.
    tags: Tags

    /// When the association was created. On the wire: seconds since the Unix epoch.
    createdAt: Timestamp

    /// When the association was last changed. On the wire: seconds since the Unix epoch.
    modifiedAt: Timestamp

    /// The ARN of the add-on that owns the association; absent if none does.
    ownerArn: String

    /// Whether the credentials have no session tags.
    disableSessionTags: Boolean

    /// The ARN of the second role, which is assumed with the credentials of the first.
    targetRoleArn: String

    /// The external ID for the trust policy of the second role.
    externalId: String

    /// The IAM policy in JSON that limits the credentials further.
    policy: String
}

/// The associations of a page.
list PodIdentityAssociationSummaries {
    member: PodIdentityAssociationSummary
}

/// The names of an association.
structure PodIdentityAssociationSummary {
    /// The cluster of the association.
    clusterName: String

    /// The Kubernetes namespace of the service account.
    namespace: String

    /// The name of the service account.
    serviceAccount: String

    /// The ARN of the association.
    associationArn: String

    /// The ID of the association.
    associationId: String

    /// The ARN of the add-on that owns the association; absent if none does.
    ownerArn: String
}

/// The number of associations in a page: 1 to 100.
@range(min: 1, max: 100)
integer ListPodIdentityAssociationsMaxResults
