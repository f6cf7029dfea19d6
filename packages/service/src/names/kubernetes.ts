/**
 * A namespace's name: an RFC 1123 label.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-label-names
 */
export const namespacePattern: RegExp = /^(?=.{1,63}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;

/**
 * The name of a service account or a pod: an RFC 1123 subdomain.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-subdomain-names
 */
export const objectNamePattern: RegExp =
  /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;

/**
 * The audience of tokens that can be exchanged for AWS credentials.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html
 */
export const podIdentityAudience = "pods.eks.amazonaws.com";

/**
 * Formats the subject of a service account's tokens.
 *
 * @returns `system:serviceaccount:NAMESPACE:SERVICEACCOUNT`
 */
export function serviceAccountSubject(namespace: string, serviceAccount: string): string {
  return `system:serviceaccount:${namespace}:${serviceAccount}`;
}
