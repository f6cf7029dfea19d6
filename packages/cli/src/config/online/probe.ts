/** The name of a probe over the network: what it asks. */
export type ProbeName = "keys" | "API server" | "STS";

/** How long a probe can take, in milliseconds. */
export const probeTimeoutMs = 5_000;
