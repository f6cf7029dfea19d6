import { EKSAuthServiceException } from "@eks-auth/client";
import { UpstreamError } from "../core/errors.ts";
import { type EnvironmentProxy, ProxyConfigError } from "./proxy.ts";
import { UnsafeEndpointError } from "./transport.ts";

/** The errors that take a pod its credentials, with the status that the model gives them. */
const droppingErrors: Readonly<Record<string, number>> = {
  AccessDeniedException: 400,
  ExpiredTokenException: 400,
  InvalidTokenException: 400,
  ResourceNotFoundException: 404,
};

/** The other errors of the model, with their status. */
const keepingErrors: Readonly<Record<string, number>> = {
  InvalidParameterException: 400,
  InvalidRequestException: 400,
  ThrottlingException: 429,
  InternalServerException: 500,
  ServiceUnavailableException: 503,
};

/** With these AWS answers a caller that it doesn't know, or lets do nothing. */
const callerFaults: ReadonlySet<number> = new Set([400, 401, 403]);

/** With these a connection ends before it begins: where a proxy is asked, it is the proxy that there is none to. */
const connectionFaults: ReadonlySet<string | undefined> = new Set([
  "ECONNREFUSED",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
]);

/** Which way a call went. */
interface CallWay {
  /** Where it went; `undefined` for AWS's own API. */
  readonly endpoint: string | undefined;
  /** What it went through, if anything. */
  readonly proxy: EnvironmentProxy | undefined;
}

/**
 * Says why a call of the EKS Auth API failed. Only the model's own errors are quoted. Anything else is a matter between
 * the agent and the API and no fault of the pod's: AWS answers a bad signature of ours with names that the model has too,
 * and another status.
 *
 * @param error - what the client threw
 * @param way - where it called, for people
 * @param token - what it called with, which no message may repeat
 */
export function describeFailure(error: unknown, way: CallWay, token: string): UpstreamError {
  const place = describeWay(way);
  const { name, code, $metadata } = error as Failure;
  const requestId = $metadata?.requestId;
  const status = $metadata?.httpStatusCode;
  if (error instanceof EKSAuthServiceException && status !== undefined) {
    const dropsCredentials = droppingErrors[name] === status;
    if (dropsCredentials || keepingErrors[name] === status) {
      const message = error.message.replaceAll(token, "[token]") || "The EKS Auth API gave no reason.";
      return new UpstreamError({ status, code: name, message }, { dropsCredentials, requestId });
    }
    if (callerFaults.has(status) && isName(name)) {
      return unavailable(
        `${place} refuses the agent itself (${status} ${name}). Check its AWS credentials.`,
        { requestId },
      );
    }
  }
  if (error instanceof UnsafeEndpointError || error instanceof ProxyConfigError) {
    return unavailable(error.message);
  }
  // An answer that wasn't whole in time has a status, too.
  if (status !== undefined && name !== "TimeoutError") {
    return unavailable(`${place} gave an answer that can't be understood (status ${status}).`, { requestId });
  }
  const unreached = way.proxy && connectionFaults.has(code) ? `The ${describeProxy(way.proxy)}` : place;
  return unavailable(`${unreached} can't be reached (${code ?? name}).`);
}

/** By origins and hosts alone, for a URL may have a password in it. */
function describeWay({ endpoint, proxy }: CallWay): string {
  const place = endpoint === undefined ? "" : ` at ${new URL(endpoint).origin}`;
  const through = proxy === undefined ? "" : ` through the ${describeProxy(proxy)}`;
  return `The EKS Auth API${place}${through}`;
}

function describeProxy({ url, variable }: EnvironmentProxy): string {
  return `proxy at ${url.host} that ${variable} names`;
}

/** What isn't one may hold anything. The client calls an error without a name Unknown. */
function isName(name: string): boolean {
  return /^[A-Za-z]{1,100}$/.test(name) && name !== "Unknown";
}

interface Failure {
  readonly name: string;
  readonly code?: string;
  readonly $metadata?: { readonly requestId?: string; readonly httpStatusCode?: number };
}

function unavailable(
  message: string,
  about: { readonly requestId?: string | undefined } = {},
): UpstreamError {
  return new UpstreamError(
    { status: 503, code: "ServiceUnavailableException", message },
    { ...about, dropsCredentials: false },
  );
}
