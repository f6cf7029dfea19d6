import type { IncomingMessage, ServerResponse } from "node:http";
import type { Peer } from "../http/request.ts";
import type { HttpResponse } from "../http/response.ts";
import { NodeRequest } from "./node-request.ts";
import { sendHttp1Response } from "./send-http1-response.ts";
import { abortUnlessSent } from "./watch-response.ts";

/** A request of `node:http` or `node:https`. */
export class Http1Request extends NodeRequest {
  readonly incoming: IncomingMessage;
  readonly #outgoing: ServerResponse;

  constructor(incoming: IncomingMessage, outgoing: ServerResponse, peer: Peer | undefined) {
    super(incoming.method, readTarget(incoming.url), peer);
    this.incoming = incoming;
    this.#outgoing = outgoing;
  }

  get hasBody(): boolean {
    const { headers } = this.incoming;
    return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
  }

  get isComplete(): boolean {
    return this.incoming.complete;
  }

  /** A request that was read to its end is destroyed, too. */
  get isClosed(): boolean {
    return this.incoming.destroyed && !this.incoming.readableEnded;
  }

  override header(name: string): string | undefined {
    return name === "host" ? readHost(this.incoming) : super.header(name);
  }

  headerNames(): Iterable<string> {
    return Object.keys(this.incoming.headers);
  }

  respond(response: HttpResponse): Promise<void> {
    return sendHttp1Response(response, this, this.#outgoing);
  }

  breakOff(): void {
    this.#outgoing.destroy();
  }

  protected watchConnection(): AbortSignal {
    const outgoing = this.#outgoing;
    return abortUnlessSent(outgoing, () => outgoing.writableFinished);
  }
}

/** The scheme and the host of a target. Proxies send the whole URL. */
const origin = /^https?:\/\/([^/?]*)/i;

/** Returns the target of a request: the path with the query. */
function readTarget(url = "/"): string {
  return url.startsWith("/") ? url : url.replace(origin, "");
}

/**
 * Returns the host that a request is for. That of the target counts instead of a header. Several headers are joined, as
 * other headers are, so that no check of the host overlooks one; `node:http` drops all but the first.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-3.2.2
 */
function readHost({ url = "/", rawHeaders }: IncomingMessage): string | undefined {
  if (!url.startsWith("/")) {
    const [, host] = origin.exec(url) ?? [];
    if (host !== undefined) {
      return host;
    }
  }
  let hosts: string | undefined;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index];
    if (name?.length === 4 && name.toLowerCase() === "host") {
      const host = rawHeaders[index + 1] ?? "";
      hosts = hosts === undefined ? host : `${hosts}, ${host}`;
    }
  }
  return hosts;
}
