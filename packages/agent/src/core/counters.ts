/** The numbers that metrics show, counted since the agent started. Cheap enough to update with each request. */
export class Counters {
  /** Responses to pods, by HTTP status. */
  readonly responses: Map<number, number> = new Map();
  /** Requests for credentials that found cached ones or not. */
  readonly lookups: { hit: number; miss: number } = { hit: 0, miss: 0 };
  /** Valid credentials that were removed because the cache was full. */
  evictions: number = 0;
  /** Calls to the EKS Auth API, retries included, by outcome: `Success`, `UnknownKey` or the error's code. */
  readonly calls: Map<string, CallCount> = new Map();

  /** Counts a response to a pod. */
  countResponse(status: number): void {
    this.responses.set(status, (this.responses.get(status) ?? 0) + 1);
  }

  /** Counts a call to the API. */
  countCall(outcome: string, ms: number): void {
    const { count, totalMs } = this.calls.get(outcome) ?? { count: 0, totalMs: 0 };
    this.calls.set(outcome, { count: count + 1, totalMs: totalMs + ms });
  }
}

interface CallCount {
  readonly count: number;
  readonly totalMs: number;
}
