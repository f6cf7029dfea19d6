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
 */
export function choosePorts(first: number): DevPorts {
  const next = (by: number): number => (first === 0 ? 0 : first + by);
  return { api: first, agent: next(1), sts: next(2) };
}
