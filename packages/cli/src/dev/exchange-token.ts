import { readFile } from "node:fs/promises";
import {
  AssumeRoleForPodIdentityCommand,
  type AssumeRoleForPodIdentityResponse,
  EKSAuthClient,
  EKSAuthServiceException,
} from "@eks-auth/client";
import { CommandFailure } from "../failure.ts";
import type { DevEnvironment } from "./environment.ts";
import { devCluster } from "./sample.ts";

/**
 * Trades the token in the token file for credentials, as an agent does: over HTTP, with the generated client.
 *
 * @throws CommandFailure where the service refuses it
 */
export async function exchangeToken(environment: DevEnvironment): Promise<AssumeRoleForPodIdentityResponse> {
  const client = new EKSAuthClient({
    endpoint: environment.endpoint,
    region: devCluster.region,
    // The client signs every request; on loopback the service asks for no signature.
    credentials: { accessKeyId: "unused", secretAccessKey: "unused" },
    // The user's environment may ask for these, of AWS.
    useFipsEndpoint: false,
    useDualstackEndpoint: false,
  });
  try {
    const token = await readFile(environment.tokenFile, "utf8");
    const command = new AssumeRoleForPodIdentityCommand({ clusterName: devCluster.name, token });
    const { $metadata, ...response } = await client.send(command);
    return response;
  } catch (error) {
    if (error instanceof EKSAuthServiceException) {
      throw new CommandFailure(`the exchange was refused with ${error.name}: ${error.message}`);
    }
    throw error;
  } finally {
    client.destroy();
  }
}
