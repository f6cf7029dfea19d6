import type { RequestListener } from "node:http";
import {
  createEKSAuthFrontendHandler,
  type EKSAuthFrontendService,
  type Handler,
  type HandlerOptions,
} from "@eks-auth/server";
import { createNodeListener } from "@eks-auth/server/node";
import { createHostRule, type RejectedCaller, requireOneHost } from "./host-rule.ts";
import { maxConnections } from "./loopback-server.ts";

/** A request has a token, of about 2 kB. */
const maxBodyBytes = 65_536;

interface ApiOptions extends Pick<HandlerOptions, "onError" | "operationTimeoutMs"> {
  /** Called for each request that is rejected because of its host or its origin. */
  readonly onRejectedCaller: (rejected: RejectedCaller) => void;
}

/** Creates the request listener of a service for callers on this machine. */
export function createApiListener(
  service: EKSAuthFrontendService,
  { onRejectedCaller, ...options }: ApiOptions,
): RequestListener {
  const handler = createEKSAuthFrontendHandler(service, {
    ...options,
    authenticate: createHostRule(onRejectedCaller),
    maxBodyBytes,
    // A connection has at most one incomplete body, so the limits of connections are enough.
    maxIncompleteBodies: maxConnections,
    maxIncompleteBodiesPerAddress: maxConnections,
  });
  return requireOneHost(createNodeListener(withoutCache(handler)), onRejectedCaller);
}

/** Forbids caches to keep the responses: they have credentials. */
function withoutCache(handler: Handler): Handler {
  return async (request) => {
    const response = await handler(request);
    response.headers["cache-control"] = "no-store";
    return response;
  };
}
