import { parseRoleArn } from "@eks-auth/service";
import { CommandError } from "../core/command-error.ts";
import type { DevSettings } from "./dev-settings.ts";
import type { DevObserver } from "./observer.ts";

/** How to start a development environment. */
export interface DevEnvironmentOptions extends DevSettings {
  /** The service's port; the agent, the STS and the EKS API get the next three, the console the one after. By default any free ports. */
  readonly port?: number;
  /** Observes it, to show what happens. */
  readonly observer?: DevObserver | undefined;
  /** Gets the lines that say what happened; by default they are printed to standard error. */
  readonly print?: ((text: string) => void) | undefined;
}

/**
 * Checks the role and the lifetimes.
 *
 * @throws CommandError `option_invalid` if one is not usable
 */
export function checkOptions({
  roleArn,
  tokenLifetimeSeconds: token,
  credentialLifetimeSeconds: credentials,
}: DevEnvironmentOptions): void {
  if (roleArn !== undefined) {
    requireRoleArn(roleArn);
  }
  checkLifetime("tokens", token, 10, 86_400);
  checkLifetime("credentials", credentials, 30, 43_200);
}

/** @throws CommandError `option_invalid` if it is not the ARN of an IAM role */
export function requireRoleArn(roleArn: string): void {
  if (parseRoleArn(roleArn) === undefined) {
    throw new CommandError(
      "option_invalid",
      `the role ${JSON.stringify(roleArn)} is not the ARN of an IAM role, such as arn:aws:iam::111122223333:role/app.`,
    );
  }
}

function checkLifetime(of: string, seconds: number | undefined, least: number, most: number): void {
  if (seconds !== undefined && !(Number.isInteger(seconds) && seconds >= least && seconds <= most)) {
    throw new CommandError(
      "option_invalid",
      `the lifetime of ${of} is ${seconds} s. Choose a whole number from ${least} to ${most}.`,
    );
  }
}

/** The last port with four ports after it. */
const lastPort = 65_531;

/** A port for each listener. */
export interface Ports {
  readonly api: number;
  readonly agent: number;
  readonly sts: number;
  readonly eksApi: number;
  readonly console: number;
}

/**
 * Chooses the ports that follow the first one.
 *
 * @param first - 0 for any free ports
 * @throws CommandError `option_invalid` if there are not enough after it
 */
export function choosePorts(first: number): Ports {
  if (first > lastPort) {
    throw new CommandError(
      "option_invalid",
      `--port is ${first}, but the next four ports are needed as well. Choose one up to ${lastPort}, or 0 for any free ports.`,
    );
  }
  const next = (by: number): number => (first === 0 ? 0 : first + by);
  return { api: first, agent: next(1), sts: next(2), eksApi: next(3), console: next(4) };
}
