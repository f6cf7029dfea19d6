import { type AssumeRoleForPodIdentityResponse, EKSAuth, type WithMetadata } from "@eks-auth/client-light";
import { readTokenFile } from "../core/read-token-file.ts";
import { devCluster } from "./sample.ts";

/** What to exchange. */
export interface ExchangeOptions {
  readonly tokenFile: string;
  /** The URL of the EKS Auth API. */
  readonly endpoint: string;
  /** How often the client tries; 3 by default. */
  readonly maxAttempts?: number;
}

/**
 * Exchanges the token in a file for credentials, with the generated client over HTTP, as an agent does.
 *
 * @throws ServiceError if the API refuses it
 */
export async function exchangeToken({
  tokenFile,
  ...options
}: ExchangeOptions): Promise<WithMetadata<AssumeRoleForPodIdentityResponse>> {
  const client = new EKSAuth({ ...options, credentials: null });
  try {
    const { text: token } = await readTokenFile(tokenFile);
    return await client.assumeRoleForPodIdentity({ clusterName: devCluster.name, token });
  } finally {
    client.close();
  }
}
