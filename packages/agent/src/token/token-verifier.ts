/**
 * Verifies a token with the cluster's own keys, as `verifyToken` of `@eks-auth/service` does.
 *
 * @param token - the compact JWT
 * @returns the UID of the pod that the token is bound to, or `undefined` where the keys can't be had now
 * @throws AgentError where the token isn't one of the cluster's
 */
export type TokenVerifier = (token: string) => Promise<string | undefined>;
