/**
 * The audience of every token that is meant to be traded for AWS credentials, and of no other.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html
 */
export const podIdentityAudience = "pods.eks.amazonaws.com";
