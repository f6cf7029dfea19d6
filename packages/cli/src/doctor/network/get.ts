import { type ClientRequest, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";

const connectTimeoutMs = 2_000;
/** An agent tries a slow server three times, for a second each, before it says so. */
const answerTimeoutMs = 6_000;
const maxBytes = 65_536;

/** An HTTP answer. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

/**
 * Sends a GET request, directly, as AWS SDKs do.
 *
 * @throws Error where there is no whole answer in time, with what the system calls the reason in `code`
 */
export function get(url: URL, headers: Readonly<Record<string, string>>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const send = url.protocol === "https:" ? requestHttps : requestHttp;
    const signal = AbortSignal.timeout(answerTimeoutMs);
    // An agent of its own, for the one that all share may go through a proxy.
    const request = send(url, { headers, signal, agent: false }, (response) => {
      let body = "";
      response.setEncoding("utf8");
      response.on("error", reject);
      response.on("data", (chunk: string) => {
        body += chunk;
        if (body.length > maxBytes) {
          response.destroy(Object.assign(new Error("The answer is too long."), { code: "too long" }));
        }
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, body }));
    });
    boundConnecting(request);
    request.on("error", (error) => reject(signal.aborted ? signal.reason : error));
    request.end();
  });
}

function boundConnecting(request: ClientRequest): void {
  request.on("socket", (socket) => {
    const timer = setTimeout(() => {
      // On a busy machine the connection may be there, and nobody has been told yet.
      setImmediate(() => {
        if (socket.connecting) {
          request.destroy(Object.assign(new Error("There is no connection."), { code: "ETIMEDOUT" }));
        }
      });
    }, connectTimeoutMs);
    for (const event of ["connect", "close"]) {
      socket.once(event, () => clearTimeout(timer));
    }
  });
}
