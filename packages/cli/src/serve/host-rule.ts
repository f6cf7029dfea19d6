import type { IncomingMessage, RequestListener } from "node:http";
import { isIPv6 } from "node:net";
import { type Authenticate, ProtocolError } from "@eks-auth/server";
import { createNodeListener } from "@eks-auth/server/node";
import { redactSecrets } from "@eks-auth/server-runtime/redact-secrets";
import { isLoopbackHost } from "@eks-auth/server-runtime/trusted-url";

/** A request that was rejected because of its target, its host or its origin. */
export interface RejectedCaller {
  readonly code: "host_not_allowed" | "host_not_unique" | "origin_not_allowed" | "target_not_allowed";
  /** The name of the error that the caller gets. */
  readonly answer: "AccessDenied" | "BadRequestException";
  /** What the request's header is, and the fix, for the operator. */
  readonly message: string;
}

/**
 * Creates the rule that rejects requests that a web page makes. A page on a name that was rebound to this machine's
 * address sends a foreign Host, any other page a foreign Origin. Otherwise pages in this machine's browser could fetch
 * credentials. It throws a ProtocolError with status 403 if the Host or the Origin header names another machine.
 *
 * @param onRejected - called for each request that it rejects
 * @see https://fetch.spec.whatwg.org/#origin-header
 */
export function createHostRule(onRejected: (rejected: RejectedCaller) => void): Authenticate<undefined> {
  return (request) => {
    const host = request.header("host");
    if (!isLoopbackHost(withoutPort(host))) {
      onRejected({
        code: "host_not_allowed",
        answer: "AccessDenied",
        message:
          `The Host header is ${quoteHeader(host)}. Clients must use the host localhost, 127.0.0.1 or [::1]. ` +
          "A proxy on this machine must send one of them as the Host.",
      });
      throw createRejection("Host");
    }
    const origin = request.header("origin");
    if (origin !== undefined && !isLoopbackHost(URL.parse(origin)?.hostname ?? "")) {
      const message = `The Origin header is ${quoteHeader(origin)}. Only web pages of this machine can call.`;
      onRejected({ code: "origin_not_allowed", answer: "AccessDenied", message });
      throw createRejection("Origin");
    }
    return undefined;
  };
}

/** An IPv6 address without brackets, as some clients send it, has no port: `::1:80` is an address. */
function withoutPort(host = ""): string {
  return isIPv6(host) ? host : host.replace(/:\d*$/, "");
}

/** The longest part of a header that is logged. */
const maxQuoted = 100;

function quoteHeader(value = ""): string {
  return JSON.stringify(redactSecrets(value).slice(0, maxQuoted));
}

function createRejection(header: string): ProtocolError {
  return new ProtocolError(
    "AccessDenied",
    403,
    `The ${header} header must name this machine, such as localhost.`,
  );
}

/** Answers a request that does not say clearly which host it is for. */
const rejectRequest = createNodeListener(async () => ({
  status: 400,
  headers: {
    "cache-control": "no-store",
    "content-type": "application/json",
    "x-amzn-errortype": "BadRequestException",
  },
  body: JSON.stringify({ message: "The request must have a path as its target, and one Host header." }),
}));

/**
 * Passes on requests with one host, which the Host rule then checks. Others are answered with 400: a program between
 * the client and this one could use the other host.
 *
 * @param onRejected - called for each request that is not passed on
 */
export function requireOneHost(
  listener: RequestListener,
  onRejected: (rejected: RejectedCaller) => void,
): RequestListener {
  return (request, response) => {
    const rejected = checkTarget(request);
    if (rejected === undefined) {
      listener(request, response);
    } else {
      onRejected(rejected);
      void rejectRequest(request, response);
    }
  };
}

function checkTarget({ url, rawHeaders }: IncomingMessage): RejectedCaller | undefined {
  if (!url?.startsWith("/")) {
    const message =
      `The target of the request is ${quoteHeader(url)}. Clients must send only the path. ` +
      "Do not use this service as an HTTP proxy.";
    return { code: "target_not_allowed", answer: "BadRequestException", message };
  }
  const hosts = rawHeaders.filter((_, index) => index % 2 === 1 && isHost(rawHeaders[index - 1]));
  return hosts.length === 1
    ? undefined
    : {
        code: "host_not_unique",
        answer: "BadRequestException",
        message: `The request has ${hosts.length} Host headers: ${quoteHeader(hosts.join(", "))}. Clients must send one.`,
      };
}

function isHost(name = ""): boolean {
  return name.length === 4 && name.toLowerCase() === "host";
}
