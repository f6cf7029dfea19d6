$version: "2.0"

namespace com.amazonaws.eksauth

/// Exchanges the service account token of a pod for temporary credentials of the IAM role that the pod's service account
/// is associated with.
///
/// The token identifies the pod. The association of its namespace and service account in the cluster `clusterName`
/// determines the role.
@http(method: "POST", uri: "/clusters/{clusterName}/assume-role-for-pod-identity", code: 200)
operation AssumeRoleForPodIdentity {
    input: AssumeRoleForPodIdentityRequest
    output: AssumeRoleForPodIdentityResponse
    errors: [
        AccessDeniedException
        ExpiredTokenException
        InternalServerException
        InvalidParameterException
        InvalidRequestException
        InvalidTokenException
        ResourceNotFoundException
        ServiceUnavailableException
        ThrottlingException
    ]
}

/// The cluster of the pod, and the pod's token.
@input
structure AssumeRoleForPodIdentityRequest {
    /// The cluster that issued the token. It is part of the request's path.
    @required
    @httpLabel
    clusterName: ClusterName

    /// The pod's projected service account token, whose audience is `pods.eks.amazonaws.com`.
    ///
    /// Send the bare JWT, without a `Bearer` prefix. It is a secret: never log it.
    @required
    token: JwtToken
}

/// The credentials, and the identity that they were issued to.
@output
structure AssumeRoleForPodIdentityResponse {
    /// The Kubernetes identity that the token proved.
    @required
    subject: Subject

    /// The audience of the token: always `pods.eks.amazonaws.com`.
    @required
    audience: String

    /// The association that chose the role.
    @required
    podIdentityAssociation: PodIdentityAssociation

    /// The role session that the credentials act as.
    @required
    assumedRoleUser: AssumedRoleUser

    /// The temporary credentials. They are a secret: never log them.
    @required
    credentials: Credentials
}

/// A Kubernetes service account and its namespace.
structure Subject {
    /// The namespace of the service account, and so of the pod.
    @required
    namespace: String

    /// The name of the service account. It is unique only within its namespace.
    @required
    serviceAccount: String
}

/// The link between a service account of a cluster and an IAM role.
structure PodIdentityAssociation {
    /// The ARN of the association. Its last part is the `associationId`.
    ///
    /// For example: `arn:aws:eks:us-east-1:111122223333:podidentityassociation/prod/a-0123456789abcdef0`.
    @required
    associationArn: String

    /// The ID of the association, such as `a-0123456789abcdef0`.
    @required
    associationId: String
}

/// A session of an IAM role.
structure AssumedRoleUser {
    /// The ARN of the role session. It holds the account, the name of the role and the name of the session.
    ///
    /// For example: `arn:aws:sts::111122223333:assumed-role/app-role/SESSION_NAME`.
    @required
    arn: String

    /// The unique ID of the role and the name of the session, joined by a colon: `ROLE_ID:SESSION_NAME`.
    ///
    /// The session is named `eks-CLUSTER-POD-UUID`, after the cluster, the pod and a random UUID.
    @required
    assumeRoleId: String
}

/// Temporary AWS credentials, for signing requests with Signature Version 4.
@sensitive
structure Credentials {
    /// The session token. It is sent with each request that is signed with these credentials.
    @required
    sessionToken: String

    /// The secret key, which signs requests and is never sent.
    @required
    secretAccessKey: String

    /// The ID of the key pair. Each signed request contains it.
    @required
    accessKeyId: String

    /// When the credentials stop working. On the wire: seconds since the Unix epoch.
    @required
    expiration: Timestamp
}

/// The name of a cluster: 1 to 100 letters, digits, hyphens and underscores, of which the first is a letter or a digit.
@length(min: 1, max: 100)
@pattern("^[0-9A-Za-z][A-Za-z0-9\\-_]*$")
string ClusterName

/// A JSON Web Token in its compact form: header, payload and signature, each in base64url, joined by dots.
@length(min: 1)
@pattern("^[A-Za-z0-9-_=]+\\.[A-Za-z0-9-_=]+\\.[A-Za-z0-9-_=]+$")
@sensitive
string JwtToken
