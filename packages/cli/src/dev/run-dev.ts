import { type AssumeRoleForPodIdentityResponse, EKSAuth, ServiceError } from "@eks-auth/client-light";
import { CommandError } from "../core/command-error.ts";
import { formatJson } from "../core/output.ts";
import { readTokenFile } from "../core/read-token-file.ts";
import { waitForSignal } from "../core/stop-signal.ts";
import { type DevEnvironment, startDevEnvironment } from "./environment.ts";
import type { FaultSettings } from "./faults/fault-settings.ts";
import { formatInstructions } from "./instructions.ts";
import { devCluster } from "./sample.ts";

/** The options of `eks-auth dev`; see its help. */
export interface DevOptions {
  readonly port?: number;
  readonly directory?: string;
  readonly once?: boolean;
  readonly fault?: FaultSettings;
}

const defaultPort = 8480;

/** Runs `eks-auth dev`: serves until a signal stops it, or makes one exchange. */
export async function runDev(options: DevOptions): Promise<void> {
  const { directory, once: single = false, fault: faults } = options;
  const port = options.port ?? (single ? 0 : defaultPort);
  // Listens before anything starts, so that a signal always removes the token file.
  const stopped = waitForSignal("SIGINT", "SIGTERM", "SIGHUP");
  const environment = await startDevEnvironment({ port, directory, faults });
  try {
    if (single) {
      const response = await Promise.race([exchangeToken(environment), stopped.then(throwInterrupted)]);
      process.stdout.write(formatJson(redactSecrets(response)));
      return;
    }
    process.stdout.write(formatInstructions(environment));
    await stopped;
  } finally {
    await environment.stop();
  }
  process.stdout.write("\nStopped.\n");
}

function throwInterrupted(): never {
  throw new CommandError("interrupted", "interrupted before the exchange was done.");
}

/** Exchanges the token in the token file for credentials, with the generated client over HTTP, as an agent does. */
async function exchangeToken(environment: DevEnvironment): Promise<AssumeRoleForPodIdentityResponse> {
  const client = new EKSAuth({ endpoint: environment.endpoint, credentials: null });
  try {
    const { text: token } = await readTokenFile(environment.tokenFile);
    const { $metadata, ...response } = await client.assumeRoleForPodIdentity({
      clusterName: devCluster.name,
      token,
    });
    return response;
  } catch (error) {
    if (error instanceof ServiceError) {
      throw new CommandError(
        "exchange_refused",
        `the exchange was refused with ${error.name}: ${error.message}`,
      );
    }
    throw error;
  } finally {
    client.close();
  }
}

const redacted = "[redacted]";

function redactSecrets(response: AssumeRoleForPodIdentityResponse): AssumeRoleForPodIdentityResponse {
  return {
    ...response,
    credentials: { ...response.credentials, secretAccessKey: redacted, sessionToken: redacted },
  };
}
