import type { RequestListener } from "node:http";
import {
  type Authenticate,
  type AuthenticatedHandlerOptions,
  type Handler,
  type HandlerOptions,
  ProtocolError,
  type RawRequest,
} from "@eks-auth/server";
import { createNodeListener, trustProxies } from "@eks-auth/server/node";
import type { Caller } from "@eks-auth/service";
import { maxConnections } from "../http/http-server.ts";
import { createHostRule, type RejectedCaller, requireOneHost, type ServedHosts } from "./host-rule.ts";

/** A request has a token of about 2 kB, or an association with its tags. */
const maxBodyBytes = 65_536;

interface ApiOptions
  extends Pick<
    HandlerOptions<Caller | undefined>,
    "loadLimit" | "maxConcurrentRequests" | "onStart" | "onEnd" | "onError" | "operationTimeoutMs"
  > {
  /** Called for each request that is rejected because of its host or its origin. */
  readonly onRejectedCaller: (rejected: RejectedCaller) => void;
  /** Authenticates callers, after the Host rule; by default they are not authenticated. */
  readonly authenticate?: Authenticate<Caller | undefined>;
  /** The hosts that the service is for; by default the loopback addresses. */
  readonly hosts?: ServedHosts;
  /** The addresses of proxies whose X-Forwarded-For header is trusted. */
  readonly trustedProxies?: readonly string[] | undefined;
  /** Wraps the handler, to trace its requests. */
  readonly traceHandler?: ((handler: Handler) => Handler) | undefined;
}

/** Creates the handler of a generated stub. */
export type CreateHandler = (options: AuthenticatedHandlerOptions<Caller | undefined>) => Handler;

/** Creates the request listener of an API. */
export function createApiListener(
  createHandler: CreateHandler,
  {
    onRejectedCaller,
    authenticate,
    hosts = { listensOn: "127.0.0.1" },
    trustedProxies = [],
    traceHandler = (handler) => handler,
    ...options
  }: ApiOptions,
): RequestListener {
  const checkHost = createHostRule(hosts, onRejectedCaller);
  const handler = createHandler({
    ...options,
    authenticate: (request: RawRequest) => {
      checkHost(request);
      return authenticate?.(request);
    },
    maxBodyBytes,
    // A connection has at most one incomplete body, so the limits of connections are enough.
    maxIncompleteBodies: maxConnections,
    maxIncompleteBodiesPerAddress: maxConnections,
  });
  const nodeListener = createNodeListener(traceHandler(withoutCache(checkPreflights(handler, checkHost))), {
    trustedProxies: trustProxies(trustedProxies),
  });
  return requireOneHost(nodeListener, onRejectedCaller);
}

/**
 * Refuses the preflights of web pages whose requests the Host rule refuses. The stub answers preflights itself, before it
 * authenticates.
 */
function checkPreflights(handler: Handler, checkHost: ReturnType<typeof createHostRule>): Handler {
  return async (request) => {
    if (request.method === "OPTIONS") {
      try {
        checkHost(request);
      } catch (error) {
        return createRejection(error);
      }
    }
    return handler(request);
  };
}

function createRejection(error: unknown): Awaited<ReturnType<Handler>> {
  if (!(error instanceof ProtocolError)) {
    throw error;
  }
  const { status, name, message } = error;
  const headers = { "content-type": "application/json", "x-amzn-errortype": name };
  return { status, headers, body: JSON.stringify({ message }) };
}

/** Forbids caches to keep the responses: they have credentials, or what can change. */
function withoutCache(handler: Handler): Handler {
  return async (request) => {
    const response = await handler(request);
    response.headers["cache-control"] = "no-store";
    return response;
  };
}
