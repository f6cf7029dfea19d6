import { once } from "node:events";
import { describeEnvironment } from "./describe-environment.ts";
import { startDevEnvironment } from "./environment.ts";
import { exchangeToken } from "./exchange-token.ts";
import { redactSecrets } from "./redact-secrets.ts";

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
 * Runs `eks-auth dev`: serves until SIGINT or SIGTERM, or makes one exchange.
 *
 * @throws CommandFailure where the port is taken, or the directory or the association file can't be used
 */
export async function runDev({ port, directory, once: single = false }: DevOptions): Promise<void> {
  // Listened for before anything is started, so that a signal never leaves a temporary directory behind.
  const stopSignal = single ? undefined : Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
  const environment = await startDevEnvironment({ port: port ?? (single ? 0 : defaultPort), directory });
  try {
    if (single) {
      const response = await exchangeToken(environment);
      process.stdout.write(`${JSON.stringify(redactSecrets(response), null, 2)}\n`);
    } else {
      process.stdout.write(describeEnvironment(environment));
      await stopSignal;
      process.stdout.write("\nStopped.\n");
    }
  } finally {
    await environment.stop();
  }
}
