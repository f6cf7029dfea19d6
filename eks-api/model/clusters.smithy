$version: "2.0"

namespace com.amazonaws.eks

/// Lists the names of the clusters that the caller can read.
@readonly
@paginated(inputToken: "nextToken", outputToken: "nextToken", items: "clusters", pageSize: "maxResults")
@http(method: "GET", uri: "/clusters", code: 200)
operation ListClusters {
    input: ListClustersRequest
    output: ListClustersResponse
    errors: [
        ClientException
        InvalidParameterException
    ]
}

/// Returns what the service knows of a cluster.
@readonly
@http(method: "GET", uri: "/clusters/{name}", code: 200)
operation DescribeCluster {
    input: DescribeClusterRequest
    output: DescribeClusterResponse
    errors: [
        ClientException
        ResourceNotFoundException
    ]
}

/// Which page of the clusters to return.
@input
structure ListClustersRequest {
    /// The largest number of clusters in the response: 100 by default.
    @httpQuery("maxResults")
    maxResults: ListClustersRequestMaxResults

    /// The `nextToken` of the previous response, for the next page.
    @httpQuery("nextToken")
    nextToken: String

    /// Which other clusters to list: `all` for those that Amazon EKS only has a connection to.
    @httpQuery("include")
    include: IncludeClustersList
}

/// A page of clusters.
@output
structure ListClustersResponse {
    /// The names of the clusters of this page.
    clusters: StringList

    /// The token for the next page. The last page has none.
    nextToken: String
}

/// Which cluster to return.
@input
structure DescribeClusterRequest {
    /// The name of the cluster.
    @required
    @httpLabel
    name: String
}

/// The result of describing a cluster.
@output
structure DescribeClusterResponse {
    /// The cluster.
    cluster: Cluster
}

/// A Kubernetes cluster. Members that only Amazon EKS can know are left out.
structure Cluster {
    /// The name of the cluster.
    name: String

    /// The ARN of the cluster.
    arn: String

    /// When the cluster was created. On the wire: seconds since the Unix epoch.
    createdAt: Timestamp

    /// The version of Kubernetes, such as `1.35`.
    version: String

    /// The URL of the cluster's API server.
    endpoint: String

    /// The OpenID Connect issuer of the cluster's tokens.
    identity: Identity

    /// Whether the cluster can be used.
    status: ClusterStatus

    /// The certificate authority of the cluster's API server.
    certificateAuthority: Certificate

    /// The version of the platform that runs the cluster.
    platformVersion: String

    /// The tags of the cluster.
    tags: Tags
}

/// Who issues the tokens of a cluster.
structure Identity {
    /// The OpenID Connect issuer.
    oidc: OIDC
}

/// An OpenID Connect issuer.
structure OIDC {
    /// The URL of the issuer: the claim `iss` of the cluster's tokens.
    issuer: String
}

/// The certificate of an API server's authority.
structure Certificate {
    /// The certificates in PEM, encoded in base64.
    data: String
}

/// The state of a cluster.
enum ClusterStatus {
    /// The cluster is being created.
    CREATING

    /// The cluster can be used.
    ACTIVE

    /// The cluster is being deleted.
    DELETING

    /// The cluster can't be used.
    FAILED

    /// The cluster is being updated.
    UPDATING

    /// The cluster waits for its registration.
    PENDING
}

/// Which other clusters to list.
list IncludeClustersList {
    member: String
}

/// The names of clusters.
list StringList {
    member: String
}

/// The number of clusters in a page: 1 to 100.
@range(min: 1, max: 100)
integer ListClustersRequestMaxResults
