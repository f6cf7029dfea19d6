import { type AssumeRoleForPodIdentityResponse, ServiceError } from "@eks-auth/client-light";
import { CommandError } from "../core/command-error.ts";
import { formatJson, printEvent } from "../core/output.ts";
import { waitForSignal } from "../core/stop-signal.ts";
import { DevConsole } from "./console.ts";
import { writeEnvFile } from "./env-file.ts";
import { type DevEnvironment, startDevEnvironment } from "./environment.ts";
import { choosePorts } from "./environment-options.ts";
import { exchangeToken } from "./exchange-token.ts";
import type { FaultSettings } from "./faults/fault-settings.ts";
import { formatInstructions, type InstructionOptions } from "./instructions.ts";
import { findOwnCommand } from "./own-command.ts";
import { waitForParentEnd } from "./parent-end.ts";
import { defaultPort, type Registration, registerDev } from "./running.ts";
import { formatEnvFile } from "./variables.ts";

/** The options of `eks-auth dev`; see its help. */
export interface DevOptions {
  readonly port?: number;
  readonly directory?: string;
  readonly once?: boolean;
  readonly fault?: FaultSettings;
  readonly roleArn?: string;
  readonly tokenLifetime?: number;
  readonly credentialLifetime?: number;
  readonly writeEnv?: string;
}

/** Runs `eks-auth dev`: serves until a signal stops it, or makes one exchange. */
export async function runDev(options: DevOptions): Promise<void> {
  const { directory, once: single = false, fault, roleArn, tokenLifetime, credentialLifetime } = options;
  // Listens before anything starts, so that a signal always removes the token file.
  const stopped = Promise.race([waitForSignal("SIGINT", "SIGTERM", "SIGHUP"), waitForParentEnd()]);
  const port = options.port ?? (single ? 0 : defaultPort);
  const devConsole = new DevConsole();
  const environment = await startDevEnvironment({
    port,
    directory,
    faults: fault,
    roleArn,
    tokenLifetimeSeconds: tokenLifetime,
    credentialLifetimeSeconds: credentialLifetime,
    observer: devConsole.observer,
  });
  try {
    if (single) {
      const response = await Promise.race([exchangeOnce(environment), stopped.then(throwInterrupted)]);
      process.stdout.write(formatJson(redactSecrets(response)));
      return;
    }
    const server = await devConsole.start(choosePorts(port).console, environment);
    try {
      await serve(environment, { consoleUrl: server.url, envFile: options.writeEnv }, stopped);
    } finally {
      await server.stop(0);
    }
  } finally {
    await environment.stop();
  }
  process.stdout.write("\nStopped.\n");
}

/** Tells the user and other commands what runs, until it is stopped. */
async function serve(
  environment: DevEnvironment,
  { consoleUrl, envFile }: Pick<InstructionOptions, "consoleUrl" | "envFile">,
  stopped: Promise<unknown>,
): Promise<void> {
  const written =
    envFile === undefined ? undefined : await writeEnvFile(envFile, formatEnvFile(environment, process.env));
  try {
    const registration = await register(environment);
    try {
      const command = findOwnCommand(process.argv[1] ?? "", process.env);
      const isRegistered = registration !== undefined;
      process.stdout.write(formatInstructions(environment, { consoleUrl, command, envFile, isRegistered }));
      await stopped;
    } finally {
      await registration?.remove();
    }
  } finally {
    await written?.remove();
  }
}

/** Makes `--print-env` find an environment. @returns undefined if that is not possible, which is no reason to end */
async function register(environment: DevEnvironment): Promise<Registration | undefined> {
  try {
    return await registerDev(environment.endpoint, environment);
  } catch (error) {
    if (error instanceof CommandError) {
      printEvent(`warning  --print-env will not find this environment: ${error.message}\n`);
      return undefined;
    }
    throw error;
  }
}

function throwInterrupted(): never {
  throw new CommandError("interrupted", "interrupted before the exchange was done.");
}

async function exchangeOnce(environment: DevEnvironment): Promise<AssumeRoleForPodIdentityResponse> {
  const { endpoint, tokenFile } = environment;
  try {
    const { $metadata, ...response } = await exchangeToken({ endpoint, tokenFile });
    return response;
  } catch (error) {
    if (error instanceof ServiceError) {
      throw new CommandError(
        "exchange_refused",
        `the exchange was refused with ${error.name}: ${error.message}`,
      );
    }
    throw error;
  }
}

const redacted = "[redacted]";

function redactSecrets(response: AssumeRoleForPodIdentityResponse): AssumeRoleForPodIdentityResponse {
  return {
    ...response,
    credentials: { ...response.credentials, secretAccessKey: redacted, sessionToken: redacted },
  };
}
