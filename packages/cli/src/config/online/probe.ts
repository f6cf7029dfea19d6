/** What a probe over the network asks. */
export const probeNames = ["keys", "API server", "STS"] as const;

/** The name of a probe. */
export type ProbeName = (typeof probeNames)[number];

/** How long a probe can take, in milliseconds. */
export const probeTimeoutMs = 5_000;
