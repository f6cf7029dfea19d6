/**
 * Exchanges a pod's token for credentials with the light client, as an agent or a tool does. It reads the token from a file,
 * and exchanges a new one if the kubelet has renewed it meanwhile.
 *
 * ENDPOINT is the URL of the API, CLUSTER the name of the cluster, TOKEN_FILE the path of the token.
 */
import { readFile } from "node:fs/promises";
import { ClientError, EKSAuth, ExpiredTokenException } from "@eks-auth/client-light";

const {
  ENDPOINT: endpoint = "http://127.0.0.1:8480",
  CLUSTER: clusterName = "dev",
  TOKEN_FILE: tokenFile = "./eks/token",
} = process.env;

// `null` sends unsigned requests, which `eks-auth dev` accepts. Give credentials for AWS's API, and a region.
const client = new EKSAuth({ endpoint, credentials: null });

async function exchange(): ReturnType<typeof client.assumeRoleForPodIdentity> {
  const token = await readFile(tokenFile, "utf8");
  return client.assumeRoleForPodIdentity({ clusterName, token }, { signal: AbortSignal.timeout(10_000) });
}

try {
  const { assumedRoleUser, credentials } = await exchange().catch((error) => {
    if (error instanceof ExpiredTokenException) {
      return exchange();
    }
    throw error;
  });
  console.log(assumedRoleUser.arn, "until", credentials.expiration.toISOString());
} catch (error) {
  if (!(error instanceof ClientError)) {
    throw error;
  }
  console.error(`${error.code} after ${error.attempts} tries: ${error.message}`);
  process.exitCode = 1;
} finally {
  client.close();
}
