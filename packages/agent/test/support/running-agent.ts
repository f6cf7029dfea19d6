import { once } from "node:events";
import {
  type Agent as ConnectionPool,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request,
} from "node:http";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, vi } from "vitest";
import {
  type Agent,
  type AgentOptions,
  createUpstream,
  type Grant,
  type ListenAddress,
  type LogEvent,
  type Refusal,
  startAgent,
  type Upstream,
} from "../../src/index.ts";

/** Limits that tests which are not about limits never reach. */
const unlimited = { perSecond: 1e6, burst: 1e6 };

export const bothLoopbacks: readonly ListenAddress[] = [
  { host: "127.0.0.1", port: 0 },
  { host: "::1", port: 0 },
];

/** Stops the monotonic clock in each test of a file or `describe`. HTTP needs real timers. */
export function stopMonotonicClock(): void {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["performance"] });
    // The fake `performance` starts at 0, which lru-cache takes for "no time".
    vi.advanceTimersByTime(1_000);
  });
  afterEach(() => {
    vi.useRealTimers();
  });
}

/** An agent on a free port of 127.0.0.1, with the events that it reported. */
export class RunningAgent implements AsyncDisposable {
  readonly grants: Grant[] = [];
  readonly refusals: Refusal[] = [];
  readonly logEvents: LogEvent[] = [];
  #agent: Agent | undefined;

  /**
   * @param api - the API's URL, called without signatures, or an upstream
   * @param options - options that differ
   */
  static async start(api: string | Upstream, options: Partial<AgentOptions> = {}): Promise<RunningAgent> {
    const running = new RunningAgent();
    running.#agent = await startAgent({
      clusterName: "blue",
      upstream: typeof api === "string" ? createUpstream({ endpoint: api, sign: false }) : api,
      listen: [{ host: "127.0.0.1", port: 0 }],
      limits: { perClient: unlimited, overall: unlimited },
      hooks: {
        onGrant: (grant) => running.grants.push(grant),
        onRefusal: (refusal) => running.refusals.push(refusal),
        onLogEvent: (event) => running.logEvents.push(event),
      },
      ...options,
    });
    return running;
  }

  get agent(): Agent {
    if (this.#agent === undefined) {
      throw new Error("The agent is not running.");
    }
    return this.#agent;
  }

  get url(): string {
    return this.agent.urls[0] ?? "";
  }

  get port(): number {
    return Number(new URL(this.url).port);
  }

  ask(token: string): Promise<AgentResponse> {
    return ask(this.url, { token });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.agent.stop(0);
  }
}

/** A request for credentials. By default it is like that of an AWS SDK. */
export interface AgentRequest {
  readonly token?: string | undefined;
  readonly host?: string;
  readonly method?: string;
  readonly path?: string;
  /** For tests that keep connections alive. */
  readonly connections?: ConnectionPool;
  readonly signal?: AbortSignal;
}

export interface AgentResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The parsed text; `{}` if it is not JSON. */
  readonly body: Readonly<Record<string, string>>;
}

/** Sends a request to an agent. `fetch` does not let a test choose every header. */
export async function ask(url: string, about: AgentRequest = {}): Promise<AgentResponse> {
  const { token, host, method = "GET", path = "/v1/credentials", connections, signal } = about;
  const headers = {
    ...(token === undefined ? {} : { authorization: token }),
    ...(host === undefined ? {} : { host }),
  };
  const sent = request(url, { path, method, headers, agent: connections ?? false, signal });
  const [response] = (await once(sent.end(), "response")) as [IncomingMessage];
  const body = await text(response);
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    text: body,
    body: body.startsWith("{") ? JSON.parse(body) : {},
  };
}
