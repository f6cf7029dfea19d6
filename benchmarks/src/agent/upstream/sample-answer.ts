import type { AssumeRoleForPodIdentityResponse } from "@eks-auth/types";
import { goodOutput } from "../../sample/output.ts";

/** As long as those of AWS's roles for pods are: 1.2 kB. */
const sessionToken = "EXAMPLE/SESSION/TOKEN/".repeat(55);

/**
 * Makes what the upstream answers with.
 *
 * @param expiresAt - when the credentials end, in milliseconds since 1970, at a full second
 */
export function makeOutput(expiresAt: number): AssumeRoleForPodIdentityResponse {
  return {
    ...goodOutput,
    credentials: { ...goodOutput.credentials, sessionToken, expiration: new Date(expiresAt) },
  };
}

/**
 * Writes what an agent must give a pod then: the same bytes, on which a check insists.
 *
 * @param expiresAt - as for {@link makeOutput}
 */
export function writeAnswer(expiresAt: number): string {
  return JSON.stringify({
    AccessKeyId: goodOutput.credentials.accessKeyId,
    SecretAccessKey: goodOutput.credentials.secretAccessKey,
    Token: sessionToken,
    AccountId: "111122223333",
    Expiration: new Date(expiresAt).toISOString().replace(".000Z", "Z"),
  });
}
