import type { AssumeRoleCommandOutput } from "@aws-sdk/client-sts";
import { z } from "zod";
import type { IssuedCredentials } from "../credential-issuer.ts";
import { CredentialIssuerError } from "../credential-issuer-error.ts";

/** What an agent and the SDK behind it read; the client's own reading takes an answer that lacks it all. */
const outputSchema = z.object({
  Credentials: z.object({
    AccessKeyId: z.string().regex(/^\w{16,128}$/),
    SecretAccessKey: z.string().min(1),
    SessionToken: z.string().min(1),
    Expiration: z.date(),
  }),
  AssumedRoleUser: z.object({
    Arn: z.string().regex(/^arn:aws[a-z-]*:sts::\d{12}:assumed-role\/[^/]+\/[^/]+$/),
    AssumedRoleId: z.string().regex(/^\w+:.+$/),
  }),
});

/**
 * Reads what STS answers `AssumeRole` with.
 *
 * @throws CredentialIssuerError, `unavailable`, where a part is missing or isn't what it should be
 */
export function readAssumeRoleOutput(output: AssumeRoleCommandOutput, roleArn: string): IssuedCredentials {
  const { data, error } = outputSchema.safeParse(output);
  if (data === undefined) {
    const places = error.issues.map(({ path }) => path.join("."));
    throw new CredentialIssuerError(
      "unavailable",
      `STS answered AssumeRole for ${roleArn} without a session: ${places.join(", ")} missing or not well formed. ` +
        "Check that the endpoint is STS.",
    );
  }
  const { Credentials, AssumedRoleUser } = data;
  return {
    accessKeyId: Credentials.AccessKeyId,
    secretAccessKey: Credentials.SecretAccessKey,
    sessionToken: Credentials.SessionToken,
    expiration: Credentials.Expiration,
    assumedRole: { arn: AssumedRoleUser.Arn, id: AssumedRoleUser.AssumedRoleId },
  };
}
