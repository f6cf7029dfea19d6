import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { Agent, type RequestOptions, request } from "node:https";
import { text } from "node:stream/consumers";

/** A request of a caller. */
export interface SoakRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A response. */
export interface SoakResponse {
  readonly status: number;
  /** The error's name, from `x-amzn-errortype`. */
  readonly error: string | undefined;
  readonly body: string;
}

/** Sends requests to a service over TLS, half of them on new connections. */
export class SoakClient implements Disposable {
  readonly #url: URL;
  readonly #ca: string;
  readonly #agent: Agent;
  #sent = 0;
  #granted = 0;

  /** @param ca - PEM of the authority of the service's certificates */
  constructor(url: string, ca: string) {
    this.#url = new URL(url);
    this.#ca = ca;
    this.#agent = new Agent({ keepAlive: true, maxSockets: 8, ca });
  }

  /** How many responses with credentials it got. */
  get granted(): number {
    return this.#granted;
  }

  /** @throws Error with a code if the connection fails */
  async send({ path, headers, body }: SoakRequest): Promise<SoakResponse> {
    this.#sent += 1;
    const options: RequestOptions = {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      ca: this.#ca,
      agent: this.#sent % 2 === 0 ? this.#agent : false,
      timeout: 20_000,
    };
    const sent = request(new URL(path, this.#url), options);
    sent.on("timeout", () => sent.destroy(new Error("The response took longer than 20 s.")));
    sent.end(body);
    const [response] = (await once(sent, "response")) as [IncomingMessage];
    this.#granted += response.statusCode === 200 ? 1 : 0;
    return {
      status: response.statusCode ?? 0,
      error: response.headers["x-amzn-errortype"] as string | undefined,
      body: await text(response),
    };
  }

  /** Sends a part of a request, and disconnects. */
  async abort({ path, headers, body }: SoakRequest): Promise<void> {
    const sent = request(new URL(path, this.#url), {
      method: "POST",
      headers: { "content-type": "application/json", ...headers, "content-length": String(body.length) },
      ca: this.#ca,
      agent: false,
    });
    sent.on("error", () => {});
    sent.write(body.slice(0, body.length / 2));
    await once(sent, "socket");
    sent.destroy();
  }

  [Symbol.dispose](): void {
    this.#agent.destroy();
  }
}
