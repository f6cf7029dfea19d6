/** What the agent has done since it started, in numbers. Cheap to keep, for they are kept with each request. */
export class AgentCounts {
  /** Answers to pods, by HTTP status. */
  readonly answers: Map<number, number> = new Map();
  /** Requests for credentials, by whether there were some. */
  readonly lookups: { hit: number; miss: number } = { hit: 0, miss: 0 };
  /** Credentials that made room for others, though they were valid. */
  evictions: number = 0;
  /** Calls of the EKS Auth API with their retries, by outcome: `Success` or the error's name. */
  readonly calls: Map<string, CallCount> = new Map();

  /** Counts an answer to a pod. */
  answered(status: number): void {
    this.answers.set(status, (this.answers.get(status) ?? 0) + 1);
  }

  /** Counts credentials that made room for others. */
  evicted(): void {
    this.evictions += 1;
  }

  /** Counts a call of the API. */
  called(outcome: string, ms: number): void {
    const count = this.calls.get(outcome) ?? { count: 0, totalMs: 0 };
    this.calls.set(outcome, { count: count.count + 1, totalMs: count.totalMs + ms });
  }
}

/** How many calls there were, and how long they took together. */
interface CallCount {
  readonly count: number;
  readonly totalMs: number;
}
