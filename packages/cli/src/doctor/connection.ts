import { type ClientRequest, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { ConnectionError, TimeoutError } from "@eks-auth/client-light";
import { measureClockOffset, readBody } from "@eks-auth/transport";
import { BoundedHttpHandler } from "@eks-auth/transport/aws-sdk";

const connectTimeoutMs = 2_000;
/** An agent calls a slow server three times, for a second each, before it responds. */
const responseTimeoutMs = 6_000;
const maxBodyBytes = 65_536;

/** An HTTP response. */
export interface HttpResponse {
  readonly status: number;
  readonly body: string;
  /** By how many milliseconds the server's clock is ahead, as far as its response says that. */
  readonly clockOffsetMs: number | undefined;
}

/**
 * Sends a GET request without a proxy, as AWS SDKs do.
 *
 * @throws Error if there is no complete response in time; its `code` is the system's, if there is one
 */
export function get(url: URL, headers: Readonly<Record<string, string>>): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    const send = url.protocol === "https:" ? requestHttps : requestHttp;
    const signal = AbortSignal.timeout(responseTimeoutMs);
    const sentAt = Date.now();
    // The global agent can use a proxy, so the request gets its own agent.
    const request = send(url, { headers, signal, agent: false }, (response) => {
      const clockOffsetMs = measureClockOffset(response.headers.date, { sentAt, receivedAt: Date.now() });
      readBody(response, maxBodyBytes)
        .then((body) => resolve({ status: response.statusCode ?? 0, body: body.toString(), clockOffsetMs }))
        .catch((error) => reject(signal.aborted ? signal.reason : error));
    });
    limitConnectTime(request);
    request.on("error", (error) => reject(signal.aborted ? signal.reason : error));
    request.end();
  });
}

function limitConnectTime(request: ClientRequest): void {
  request.on("socket", (socket) => {
    const timer = setTimeout(() => {
      // On a busy machine the connect event can be waiting in the queue: let it run first.
      setImmediate(() => {
        if (socket.connecting) {
          request.destroy(Object.assign(new Error("The connection timed out."), { code: "ETIMEDOUT" }));
        }
      });
    }, connectTimeoutMs);
    for (const event of ["connect", "close"]) {
      socket.once(event, () => clearTimeout(timer));
    }
  });
}

/** The kinds of {@link ConnectionFailure}. */
export type ConnectionFailureKind =
  | "refused"
  | "unreachable"
  | "connect_timeout"
  | "response_timeout"
  | "unknown_host"
  | "untrusted_certificate"
  | "client_refused"
  | "wrong_protocol"
  | "connection_lost";

interface ConnectionFailure {
  readonly kind: ConnectionFailureKind;
  /** What happened, as the predicate of a sentence whose subject is the address. */
  readonly predicate: string;
}

/** Explains an error of {@link get}, of the light client or of an AWS SDK client that got no response. */
export function explainConnectionFailure(error: unknown): ConnectionFailure {
  if (error instanceof TimeoutError) {
    const kind = error.step === "connection" ? "connect_timeout" : "response_timeout";
    return { kind, predicate: predicates[kind] };
  }
  const failure = error instanceof ConnectionError ? error.cause : error;
  const { code = "", name = "", message = "" } = failure as Partial<NodeJS.ErrnoException>;
  const kind = name === "TimeoutError" ? classifyTimeout(message) : (kinds[code] ?? classifyCode(code));
  return { kind, predicate: predicates[kind].replace("CODE", code || name) };
}

const kinds: Readonly<Record<string, ConnectionFailureKind>> = {
  ECONNREFUSED: "refused",
  EHOSTUNREACH: "unreachable",
  ENETUNREACH: "unreachable",
  EADDRNOTAVAIL: "unreachable",
  EAFNOSUPPORT: "unreachable",
  EHOSTDOWN: "unreachable",
  ETIMEDOUT: "connect_timeout",
  ENOTFOUND: "unknown_host",
  EAI_AGAIN: "unknown_host",
  response_too_large: "wrong_protocol",
};

/** The AWS SDK's two timeouts have the same name and code, so only the message tells them apart. */
function classifyTimeout(message: string): ConnectionFailureKind {
  return /establish a connection/.test(message) ? "connect_timeout" : "response_timeout";
}

function classifyCode(code: string): ConnectionFailureKind {
  // An alert is from the server; the others are what this side found.
  if (/ALERT_(\w*CERTIFICATE\w*|UNKNOWN_CA|ACCESS_DENIED)$/.test(code)) {
    return "client_refused";
  }
  if (/CERT|SIGN|ISSUER|CRL/.test(code)) {
    return "untrusted_certificate";
  }
  return /^HPE_|SSL|EPROTO/.test(code) ? "wrong_protocol" : "connection_lost";
}

const predicates: Readonly<Record<ConnectionFailureKind, string>> = {
  refused: "refuses the connection (CODE): nothing listens there.",
  unreachable: "is unreachable (CODE): there is no route to this address.",
  connect_timeout: "does not accept a connection in time: a firewall can be dropping the packets.",
  response_timeout: "accepts the connection, but does not respond in time.",
  unknown_host: "is unreachable (CODE): its host name can't be resolved.",
  untrusted_certificate: "has a certificate that is not trusted here (CODE).",
  client_refused: "refuses the client's certificate, or requires one (CODE).",
  wrong_protocol: "does not speak the protocol of this URL (CODE).",
  connection_lost: "closes the connection before it responds (CODE).",
};

/** The limits of a call to the API. */
export const apiLimits: Readonly<
  Record<"connectionTimeoutMs" | "tryTimeoutMs" | "maxResponseBytes", number>
> = {
  connectionTimeoutMs: 1_900,
  tryTimeoutMs: 4_000,
  maxResponseBytes: maxBodyBytes,
};

/** Creates the request handler of AWS SDK clients. It connects without a proxy. */
export function createSdkHandler(): BoundedHttpHandler {
  const { connectionTimeoutMs, tryTimeoutMs: timeoutMs, maxResponseBytes } = apiLimits;
  return new BoundedHttpHandler({ connectionTimeoutMs, timeoutMs, maxResponseBytes, useProxy: false });
}
