$version: "2.0"

namespace com.amazonaws.eks

use aws.api#service
use aws.auth#sigv4
use aws.protocols#restJson1

/// Manages which IAM role the pods of a Kubernetes service account get, in the clusters of an EKS Auth service.
///
/// These are the operations of the Amazon EKS API that tools call for pod identity associations: the AWS CLI, the AWS SDKs,
/// Terraform and eksctl. Names, paths and JSON are those of Amazon EKS, so these tools need only another endpoint.
@restJson1
@service(sdkId: "EKS", arnNamespace: "eks", endpointPrefix: "eks", cloudFormationName: "EKS")
@sigv4(name: "eks")
@title("Amazon EKS pod identity associations")
service AWSWesleyFrontend {
    version: "2017-11-01"
    operations: [
        CreatePodIdentityAssociation
        DeletePodIdentityAssociation
        DescribeCluster
        DescribePodIdentityAssociation
        ListClusters
        ListPodIdentityAssociations
        ListTagsForResource
        TagResource
        UntagResource
        UpdatePodIdentityAssociation
    ]
    errors: [
        AccessDeniedException
        ServerException
        ServiceUnavailableException
        ThrottlingException
    ]
}
