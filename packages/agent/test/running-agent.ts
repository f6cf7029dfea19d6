import {
  type Agent,
  type AgentOptions,
  createUpstream,
  type Grant,
  type LogEvent,
  type Refusal,
  startAgent,
} from "../src/index.ts";
import { type Answer, ask } from "./ask.ts";

/** Far from what a test sends, where it isn't about limits. */
const unlimited = {
  perClient: { perSecond: 1e6, burst: 1e6 },
  overall: { perSecond: 1e6, burst: 1e6 },
};

/** An agent on a free port of 127.0.0.1, and what it told its hooks. */
export class RunningAgent implements AsyncDisposable {
  readonly issues: Grant[] = [];
  readonly refusals: Refusal[] = [];
  readonly notices: LogEvent[] = [];
  #agent: Agent | undefined;

  /** @param options - what differs; it calls `endpoint` without a signature unless there is another upstream */
  static async start(endpoint: string, options: Partial<AgentOptions> = {}): Promise<RunningAgent> {
    const itself = new RunningAgent();
    itself.#agent = await startAgent({
      clusterName: "blue",
      upstream: createUpstream({ endpoint, sign: false }),
      listen: [{ host: "127.0.0.1", port: 0 }],
      limits: unlimited,
      hooks: {
        onGrant: (issue) => itself.issues.push(issue),
        onRefusal: (refusal) => itself.refusals.push(refusal),
        onLogEvent: (notice) => itself.notices.push(notice),
      },
      ...options,
    });
    return itself;
  }

  get agent(): Agent {
    if (this.#agent === undefined) {
      throw new Error("It doesn't run yet.");
    }
    return this.#agent;
  }

  /** Where it listens; where that is at several addresses, the first. */
  get url(): string {
    return this.agent.urls[0] ?? "";
  }

  get port(): number {
    return Number(new URL(this.url).port);
  }

  /** Asks for a pod's credentials. */
  ask(token: string): Promise<Answer> {
    return ask(this.url, { token });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.agent.stop(0);
  }
}
