import { vi } from "vitest";

/** Credentials of the process under test. Their secrets must appear in no output. */
export const ownCredentials = {
  accessKeyId: "AKIACANARYCANARY0000",
  secretAccessKey: "canary-own-secret",
  sessionToken: "canary-own-token",
};

/**
 * Sets the AWS variables of this process so that the SDK's default chain finds these credentials only, and no settings
 * of the machine. `vi.unstubAllEnvs` undoes it.
 *
 * @param credentials - `{}` for none
 */
export function stubOwnCredentials(credentials: Partial<typeof ownCredentials> = ownCredentials): void {
  const variables = {
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: credentials.sessionToken,
    AWS_PROFILE: undefined,
    AWS_WEB_IDENTITY_TOKEN_FILE: undefined,
    AWS_CONTAINER_CREDENTIALS_FULL_URI: undefined,
    AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: undefined,
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_CONFIG_FILE: "/nonexistent/config",
    AWS_SHARED_CREDENTIALS_FILE: "/nonexistent/credentials",
    AWS_ENDPOINT_URL_STS: undefined,
    AWS_ENDPOINT_URL: undefined,
  };
  for (const [name, value] of Object.entries(variables)) {
    vi.stubEnv(name, value);
  }
}
