import { sampleResponse } from "@eks-auth/test-kit/sample-response";
import type { AssumeRoleForPodIdentityResponse } from "@eks-auth/types";

/** As long as a session token of AWS for a pod: 1.2 kB. */
const sessionToken = "EXAMPLE/SESSION/TOKEN/".repeat(55);

/**
 * Creates the response of the upstream.
 *
 * @param expiresAt - when the credentials expire, in milliseconds since 1970, at a full second
 */
export function createUpstreamResponse(expiresAt: number): AssumeRoleForPodIdentityResponse {
  return {
    ...sampleResponse,
    credentials: { ...sampleResponse.credentials, sessionToken, expiration: new Date(expiresAt) },
  };
}

/** Writes the body with which the agent must respond to a pod, byte for byte. */
export function writeAgentResponse(expiresAt: number): string {
  return JSON.stringify({
    AccessKeyId: sampleResponse.credentials.accessKeyId,
    SecretAccessKey: sampleResponse.credentials.secretAccessKey,
    Token: sessionToken,
    AccountId: "111122223333",
    Expiration: new Date(expiresAt).toISOString().replace(".000Z", "Z"),
  });
}
