import { once } from "node:events";
import { CommandFailure } from "../failure.ts";
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
 * Runs `eks-auth dev`: serves until a signal ends it, or makes one exchange.
 *
 * @throws CommandFailure where the port is taken, the directory or the association file can't be used, or the one
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
  throw new CommandFailure("interrupted before the exchange was done.");
}
