$version: "2.0"

namespace com.amazonaws.eksauth

use aws.api#service
use aws.auth#sigv4
use aws.protocols#restJson1

/// Gives the pods of a Kubernetes cluster temporary AWS credentials.
///
/// The EKS Pod Identity Agent of a node is the intended caller: it calls `AssumeRoleForPodIdentity` for the pods on its
/// node. Applications do not call this API. Their AWS SDK gets credentials from the agent's container credentials
/// endpoint.
@cors
@restJson1
@service(sdkId: "EKS Auth", arnNamespace: "eks-auth", endpointPrefix: "eks-auth")
@sigv4(name: "eks-auth")
@title("Amazon EKS Auth")
service EKSAuthFrontend {
    version: "2023-11-26"
    operations: [
        AssumeRoleForPodIdentity
    ]
}
