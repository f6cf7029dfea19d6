import { once } from "node:events";
import { readFile } from "node:fs/promises";
import {
  AssumeRoleForPodIdentityCommand,
  type AssumeRoleForPodIdentityResponse,
  EKSAuthClient,
  EKSAuthServiceException,
} from "@eks-auth/client";
import { CommandError } from "../core/command-error.ts";
import { type DevEnvironment, startDevEnvironment } from "./environment.ts";
import { describeEnvironment } from "./instructions.ts";
import { devCluster } from "./sample.ts";

/** The options of `eks-auth dev`. */
export interface DevOptions {
  /** The port to serve on; 0 for any that is free. */
  readonly port?: number;
  /** Where the files are; a temporary directory unless given. */
  readonly directory?: string;
  /** Make one exchange and end. */
  readonly once?: boolean;
}

const defaultPort = 8480;

/**
 * Runs `eks-auth dev`: serves until a signal ends it, or makes one exchange.
 *
 * @throws CommandError where the port is taken, the directory or the association file can't be used, or the one
 *   exchange is refused or interrupted
 */
export async function runDev({ port, directory, once: single = false }: DevOptions): Promise<void> {
  // Listened for before anything is started, so that a signal never leaves a token behind.
  const stopped = Promise.race(["SIGINT", "SIGTERM", "SIGHUP"].map((signal) => once(process, signal)));
  const environment = await startDevEnvironment({ port: port ?? (single ? 0 : defaultPort), directory });
  try {
    if (single) {
      const response = await Promise.race([exchangeToken(environment), stopped.then(refuseToGoOn)]);
      process.stdout.write(`${JSON.stringify(redactSecrets(response), null, 2)}\n`);
      return;
    }
    process.stdout.write(describeEnvironment(environment));
    await stopped;
  } finally {
    await environment.stop();
  }
  process.stdout.write("\nStopped.\n");
}

function refuseToGoOn(): never {
  throw new CommandError("interrupted before the exchange was done.");
}

/**
 * Trades the token in the token file for credentials, as an agent does: over HTTP, with the generated client.
 *
 * @throws CommandError where the service refuses it
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
      throw new CommandError(`the exchange was refused with ${error.name}: ${error.message}`);
    }
    throw error;
  } finally {
    client.destroy();
  }
}

const redacted = "[redacted]";

/** Copies a response for people to look at: all of it but the two secrets. */
export function redactSecrets(response: AssumeRoleForPodIdentityResponse): AssumeRoleForPodIdentityResponse {
  return {
    ...response,
    credentials: { ...response.credentials, secretAccessKey: redacted, sessionToken: redacted },
  };
}
