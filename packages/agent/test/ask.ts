import { type Agent, type IncomingHttpHeaders, request } from "node:http";
import { text } from "node:stream/consumers";

/** A request for credentials; what is left out is as an AWS SDK sends it. */
export interface Question {
  readonly token?: string | undefined;
  readonly host?: string;
  readonly method?: string;
  readonly path?: string;
  /** Keeps connections alive where a test is about that. */
  readonly connections?: Agent;
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
