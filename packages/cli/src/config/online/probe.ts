import type { Finding } from "../../findings/finding.ts";

/** What a probe over the network asks. */
export const probeNames = ["keys", "API server", "STS"] as const;

/** The name of a probe. */
export type ProbeName = (typeof probeNames)[number];

/** What a probe found. */
export type ProbeResult = Finding & {
  readonly check: ProbeName;
  /** The cluster that it is about; undefined for STS. */
  readonly cluster?: string | undefined;
};

/** How long a probe can take, in milliseconds. */
export const probeTimeoutMs = 5_000;
