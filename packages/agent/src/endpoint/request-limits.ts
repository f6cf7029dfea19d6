/** How many requests are answered. */
export interface RequestLimit {
  /** How many a second, for long. */
  readonly perSecond: number;
  /** How many at once. */
  readonly burst: number;
}

/** The limits of an agent. */
export interface RequestLimits {
  /** For each address that requests come from. Whoever sends more than twice as much is shut out for a second. */
  readonly perClient: RequestLimit;
  /** For all together. */
  readonly overall: RequestLimit;
}

/** A pod asks once in a while; a node has some hundred pods. */
export const defaultLimits: RequestLimits = {
  perClient: { perSecond: 100, burst: 500 },
  overall: { perSecond: 1000, burst: 1000 },
};
