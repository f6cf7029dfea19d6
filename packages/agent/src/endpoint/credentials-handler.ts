import type { RequestListener } from "node:http";
import { AgentError } from "../core/errors.ts";
import { type PodIdentity, type Reporting, reportRefusal } from "../core/events.ts";
import type { CachedCredentials } from "../credentials/cached-credentials.ts";
import type { CredentialStore } from "../credentials/credential-store.ts";
import type { ConnectionGuard } from "../guard/connection-guard.ts";
import { InFlightLimiter } from "../guard/in-flight-limiter.ts";
import { sendCredentials, sendError } from "../http/responses.ts";
import { requireValid } from "../token/pod-token.ts";
import type { ResolvedToken, TokenCache } from "../token/token-cache.ts";
import { hasBody, readHeader, readTokenText } from "./credentials-request.ts";
import type { HostCheck } from "./host-check.ts";

interface CredentialsHandlerParts extends Reporting {
  readonly guard: ConnectionGuard;
  readonly isAllowedHost: HostCheck;
  readonly tokens: TokenCache;
  readonly store: CredentialStore;
}

/** Creates the request handler for pods. A cache hit is answered synchronously. */
export function createCredentialsHandler(parts: CredentialsHandlerParts): RequestListener {
  const { guard, isAllowedHost, tokens, store, counters, hooks } = parts;
  const limiter = new InFlightLimiter(store);

  return (request, response) => {
    const client = request.socket.remoteAddress ?? "";
    let pod: PodIdentity | undefined;
    try {
      if (hasBody(request)) {
        // Otherwise Node.js reads the body, however long it is, before the next request.
        response.shouldKeepAlive = false;
      }
      if (!guard.allow(request.socket)) {
        return;
      }
      const resolved = tokens.resolve(readTokenText(request, isAllowedHost), client);
      const credentials = resolved instanceof Promise ? resolved.then(findOrFetch) : findOrFetch(resolved);
      if (credentials instanceof Promise) {
        credentials.then(grant, refuse);
      } else {
        grant(credentials);
      }
    } catch (error) {
      refuse(error);
    }

    function findOrFetch(resolved: ResolvedToken): CachedCredentials | Promise<CachedCredentials> {
      ({ pod } = resolved.token);
      requireValid(resolved.token, Date.now());
      const cached = store.find(resolved);
      counters.lookups[cached === undefined ? "miss" : "hit"] += 1;
      return cached ?? limiter.fetch(client, resolved);
    }

    function grant({ body }: CachedCredentials): void {
      counters.countResponse(200);
      sendCredentials(response, body);
    }

    function refuse(error: unknown): void {
      const known = error instanceof AgentError ? error : createInternalError(error);
      const host = known.reason === "host_not_allowed" ? readHeader(request, "host") : undefined;
      reportRefusal(parts, client, pod, known, host);
      sendError(response, known);
    }
  };

  function createInternalError(error: unknown): AgentError {
    // Only the name: the message could quote what the pod sent.
    const name = error instanceof Error ? error.name : typeof error;
    hooks.onLogEvent?.({
      level: "error",
      code: "request_failed",
      message: `A request failed with an unexpected ${name}. This is a bug of the agent or of its token verifier.`,
    });
    return new AgentError("internal", "The agent failed. See its log.");
  }
}
