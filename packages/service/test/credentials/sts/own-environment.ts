import { vi } from "vitest";

export const own = {
  accessKeyId: "AKIACANARYCANARY0000",
  secretAccessKey: "canary-own-secret",
  sessionToken: "canary-own-token",
};

/** Gives the SDK's default chain nothing but these variables, so that no machine's own settings take part. */
export function stubOwnCredentials(credentials: Partial<typeof own> = own): void {
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
