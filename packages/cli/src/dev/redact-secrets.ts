import type { AssumeRoleForPodIdentityResponse } from "@eks-auth/client";

const redacted = "[redacted]";

/** Copies a response for people to look at: all of it but the two secrets. */
export function redactSecrets(response: AssumeRoleForPodIdentityResponse): AssumeRoleForPodIdentityResponse {
  return {
    ...response,
    credentials: { ...response.credentials, secretAccessKey: redacted, sessionToken: redacted },
  };
}
