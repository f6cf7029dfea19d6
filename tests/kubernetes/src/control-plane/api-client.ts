import { readFile } from "node:fs/promises";
import { Agent, request } from "node:https";
import { text } from "node:stream/consumers";

/** The API server's answer to a request. */
export interface ApiResponse {
  readonly status: number;
  /** The parsed JSON of an object or a `Status`, or the text if it is not JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: tests read a few fields of many kinds of objects
  readonly body: any;
}

/** Settings of a request. */
export interface ApiRequest {
  /** Sent as JSON. */
  readonly body?: object;
  /** The type of the body; `application/json` by default. Patches have their own. */
  readonly type?: string;
}

/** Sends single requests to the API server: faster than kubectl, for tests with hundreds of objects. */
export class ApiClient {
  readonly #url: string;
  readonly #caFile: string;
  readonly #token: string | undefined;
  #agent: Agent | undefined;

  /** @param token - the bearer token; without it, requests are anonymous */
  constructor(url: string, caFile: string, token?: string) {
    this.#url = url;
    this.#caFile = caFile;
    this.#token = token;
  }

  /** A client of the same API server that logs in with this token, or is anonymous. */
  withToken(token: string | undefined): ApiClient {
    return new ApiClient(this.#url, this.#caFile, token);
  }

  /**
   * Sends a request.
   *
   * @param path - with its query: `/api/v1/namespaces?limit=1`
   * @returns the answer, with any status
   */
  async send(method: string, path: string, options: ApiRequest = {}): Promise<ApiResponse> {
    this.#agent ??= new Agent({ keepAlive: true, ca: await readFile(this.#caFile) });
    const agent = this.#agent;
    const { body, type = "application/json" } = options;
    const headers = {
      accept: "application/json",
      ...(this.#token === undefined ? {} : { authorization: `Bearer ${this.#token}` }),
      ...(body === undefined ? {} : { "content-type": type }),
    };
    return new Promise((resolve, reject) => {
      const sent = request(new URL(path, this.#url), { method, agent, headers }, (response) => {
        const status = response.statusCode ?? 0;
        text(response).then((content) => resolve({ status, body: parse(content) }), reject);
      });
      sent.on("error", (error) => {
        // The API server writes its certificate while it starts, so a part of it was perhaps read.
        agent.destroy();
        this.#agent = this.#agent === agent ? undefined : this.#agent;
        reject(error);
      });
      sent.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }

  /** Closes its idle connections. */
  close(): void {
    this.#agent?.destroy();
  }
}

function parse(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return content;
  }
}
