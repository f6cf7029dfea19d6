import { CommandFailure } from "../failure.ts";

/** The last port that has two behind it. */
const last = 65_533;

/** The ports of a development environment. */
export interface DevPorts {
  /** Of the EKS Auth API. */
  readonly api: number;
  /** Of the agent. */
  readonly agent: number;
  /** Of the STS. */
  readonly sts: number;
}

/**
 * Chooses the ports: the one that is given, and the two behind it.
 *
 * @param first - 0 for any that are free
 * @throws CommandFailure where there are no two behind it
 */
export function choosePorts(first: number): DevPorts {
  if (first > last) {
    throw new CommandFailure(
      `--port is ${first}, and two more are needed behind it. Choose one up to ${last}, or 0 for any that are free.`,
    );
  }
  const next = (by: number): number => (first === 0 ? 0 : first + by);
  return { api: first, agent: next(1), sts: next(2) };
}
