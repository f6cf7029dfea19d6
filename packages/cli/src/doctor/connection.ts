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

/** What kept a connection from being made or used. */
export type ConnectionFailureKind =
  | "refused"
  | "unreachable"
  | "silent"
  | "slow"
  | "unknown name"
  | "certificate"
  | "other protocol"
  | "broken off";

/** Why there is no answer. */
interface ConnectionFailure {
  readonly kind: ConnectionFailureKind;
  /** What happened, as the end of a sentence that begins with the address. */
  readonly clause: string;
}

/** Tells from an error, ours or the AWS SDK's, why there is no answer. */
export function explainConnectionFailure(error: unknown): ConnectionFailure {
  const { code = "", name = "", message = "" } = error as Partial<NodeJS.ErrnoException>;
  const kind = name === "TimeoutError" ? readTimeout(message) : (kinds[code] ?? guessKind(code));
  return { kind, clause: clauses[kind].replace("CODE", code || name) };
}

const kinds: Readonly<Record<string, ConnectionFailureKind>> = {
  ECONNREFUSED: "refused",
  EHOSTUNREACH: "unreachable",
  ENETUNREACH: "unreachable",
  EADDRNOTAVAIL: "unreachable",
  EAFNOSUPPORT: "unreachable",
  EHOSTDOWN: "unreachable",
  ETIMEDOUT: "silent",
  ENOTFOUND: "unknown name",
  EAI_AGAIN: "unknown name",
};

/** The AWS SDK gives both of its time limits the same name and code. */
function readTimeout(message: string): ConnectionFailureKind {
  return /establish a connection/.test(message) ? "silent" : "slow";
}

function guessKind(code: string): ConnectionFailureKind {
  if (/CERT|SIGNED|ISSUER/.test(code)) {
    return "certificate";
  }
  return /^HPE_|SSL|EPROTO/.test(code) ? "other protocol" : "broken off";
}

const clauses: Readonly<Record<ConnectionFailureKind, string>> = {
  refused: "refuses the connection (CODE): nothing listens there.",
  unreachable: "can't be reached (CODE): no way leads to that address.",
  silent: "lets no connection come about in time: what is sent there gets lost.",
  slow: "took the connection and gave no answer in time.",
  "unknown name": "can't be reached (CODE): its name is unknown.",
  certificate: "has a certificate that isn't trusted here (CODE).",
  "other protocol": "doesn't speak the protocol of its address (CODE).",
  "broken off": "broke off the connection (CODE).",
};

/** How long the AWS SDK may take for a request. With 2 s or more it begins to count after 3 s only. */
export const sdkTimeLimits: {
  readonly connectionTimeout: number;
  readonly requestTimeout: number;
  readonly throwOnRequestTimeout: true;
} = { connectionTimeout: 1_900, requestTimeout: 4_000, throwOnRequestTimeout: true };
