import type { IncomingMessage, RequestListener } from "node:http";
import { isIPv6 } from "node:net";
import { ProtocolError, type RawRequest } from "@eks-auth/server";
import { createNodeListener } from "@eks-auth/server/node";
import { redactSecrets } from "@eks-auth/server-runtime/redact-secrets";
import { isLoopbackHost } from "@eks-auth/server-runtime/trusted-url";
import { withoutPort } from "../http/without-port.ts";

/** A request that was rejected because of its target, its host or its origin. */
export interface RejectedCaller {
  readonly code: "host_not_allowed" | "host_not_unique" | "origin_not_allowed" | "target_not_allowed";
  /** The name of the error that the caller gets. */
  readonly answer: "AccessDenied" | "BadRequestException";
  /** What the request's header is, and the fix, for the operator. */
  readonly message: string;
}

/** The hosts that a service is for. */
export interface ServedHosts {
  /** The address that it listens on. */
  readonly listensOn: string;
  /**
   * The other hosts of its URL; undefined if callers are not authenticated. Called for each request, so that a change takes
   * effect at once.
   */
  readonly publicHosts?: () => readonly string[] | undefined;
  /** The key of the listener in the configuration; by default `listen`. */
  readonly key?: "listen" | "eksApi";
}

/**
 * Creates the rule that rejects requests that a web page makes. A page on a name that was rebound to the service's address
 * sends a foreign Host, any other page a foreign Origin. Without callers, pages in this machine's browser could fetch
 * credentials otherwise. It throws a ProtocolError with status 403 if the Host or the Origin header names another machine.
 *
 * A service on a loopback address is for its names. With callers, it is for its public hosts and its address, too. Origins
 * are allowed only for pages of this machine, if the service is on a loopback address.
 *
 * @param onRejected - called for each request that it rejects
 * @see https://fetch.spec.whatwg.org/#origin-header
 */
export function createHostRule(
  { listensOn, publicHosts, key = "listen" }: ServedHosts,
  onRejected: (rejected: RejectedCaller) => void,
): (request: Pick<RawRequest, "header">) => void {
  const isLocal = isLoopbackHost(listensOn);
  return (request) => {
    const header = request.header("host");
    const host = withoutPort(header);
    const others = publicHosts?.();
    if (!(isLocal && isLoopbackHost(host)) && !isPublicHost(host, listensOn, others)) {
      const allowed = [...(isLocal ? ["localhost", "127.0.0.1", "[::1]"] : [listensOn]), ...(others ?? [])];
      const fix =
        others === undefined
          ? "A proxy on this machine must send one of them as the Host."
          : `If clients use another, add it to ${key}.publicHosts.`;
      onRejected({
        code: "host_not_allowed",
        answer: "AccessDenied",
        message: `The Host header is ${quoteHeader(header)}. Clients must use one of the hosts ${allowed.join(", ")}. ${fix}`,
      });
      throw createRejection("Host");
    }
    const origin = request.header("origin");
    if (origin !== undefined && !(isLocal && isLoopbackHost(URL.parse(origin)?.hostname ?? ""))) {
      const message = `The Origin header is ${quoteHeader(origin)}. Only web pages of this machine can call${isLocal ? "" : ", and only a service on a loopback address"}.`;
      onRejected({ code: "origin_not_allowed", answer: "AccessDenied", message });
      throw createRejection("Origin");
    }
  };
}

function isPublicHost(host: string, listensOn: string, publicHosts: readonly string[] | undefined): boolean {
  if (publicHosts === undefined) {
    return false;
  }
  const normal = normalizeHost(host);
  return [listensOn, ...publicHosts].some((one) => normalizeHost(one) === normal);
}

/** Returns the one spelling of a host: names in lower case, and an IPv6 address in brackets and its short form. */
function normalizeHost(host: string): string {
  const address = host.replace(/^\[(.*)\]$/, "$1");
  return isIPv6(address) ? (URL.parse(`http://[${address}]`)?.hostname ?? host) : host.toLowerCase();
}

/** The longest part of a header that is logged. */
const maxQuoted = 100;

function quoteHeader(value = ""): string {
  return JSON.stringify(redactSecrets(value).slice(0, maxQuoted));
}

function createRejection(header: string): ProtocolError {
  return new ProtocolError("AccessDenied", 403, `The ${header} header must name this service.`);
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
