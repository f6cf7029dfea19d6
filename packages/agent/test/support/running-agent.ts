import { type Agent as AgentAsk, type IncomingHttpHeaders, request } from "node:http";
import { text } from "node:stream/consumers";
import {
  type Agent,
  type AgentOptions,
  createUpstream,
  type Grant,
  type LogEvent,
  type Refusal,
  startAgent,
} from "../../src/index.ts";

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

/** A request for credentials; what is left out is as an AWS SDK sends it. */
export interface Question {
  readonly token?: string | undefined;
  readonly host?: string;
  readonly method?: string;
  readonly path?: string;
  /** Keeps connections alive where a test is about that. */
  readonly connections?: AgentAsk;
  /** Hangs up. */
  readonly signal?: AbortSignal;
}

/** An answer as it came. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** What the text holds, `{}` where there is none. */
  readonly body: Readonly<Record<string, string>>;
}

/** Asks an agent over HTTP. `fetch` would set some headers as it likes. */
export async function ask(url: string, question: Question = {}): Promise<Answer> {
  const { token, host, method = "GET", path = "/v1/credentials", connections, signal } = question;
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const headers = {
    ...(token === undefined ? {} : { authorization: token }),
    ...(host === undefined ? {} : { host }),
  };
  const sent = request(
    url,
    { path, method, headers, agent: connections ?? false, signal },
    async (response) => {
      const body = await text(response);
      const { statusCode: status = 0 } = response;
      resolve({
        status,
        headers: response.headers,
        text: body,
        body: body.startsWith("{") ? JSON.parse(body) : {},
      });
    },
  );
  sent.on("error", reject).end();
  return promise;
}
