import type { IncomingMessage, RequestListener } from "node:http";
import { AgentError } from "../core/errors.ts";
import { type RefusalRecords, recordRefusal } from "../core/events.ts";
import type { HeldCredentials } from "../credentials/cached-credentials.ts";
import type { CredentialStore } from "../credentials/credential-store.ts";
import type { Door } from "../guard/connection-guard.ts";
import { FlightBound } from "../guard/in-flight-limiter.ts";
import { writeCredentialsAnswer, writeErrorAnswer } from "../http/responses.ts";
import { type PodIdentity, requireCurrent } from "../token/pod-token.ts";
import type { AdmittedToken, TokenDesk } from "../token/token-cache.ts";
import { type HostRule, readHeader } from "./credentials-request.ts";

/** Where pods ask for credentials, as AWS's own agent has it. */
const credentialsPath = "/v1/credentials";

/** What a listener works with. */
interface CredentialsListenerParts extends RefusalRecords {
  readonly door: Door;
  readonly isOurHost: HostRule;
  readonly desk: TokenDesk;
  readonly store: CredentialStore;
}

/** Makes what answers pods. Where credentials are kept, it answers at once, without a promise. */
export function createCredentialsListener(parts: CredentialsListenerParts): RequestListener {
  const { door, isOurHost, desk, store, counts, hooks } = parts;
  const flights = new FlightBound(store);

  return (request, response) => {
    let pod: PodIdentity | undefined;
    try {
      if (hasBody(request)) {
        // Node.js would read it to its end, however long it is, before another request.
        response.shouldKeepAlive = false;
      }
      if (!door.admits(request.socket)) {
        return;
      }
      requireCredentialsRequest(request);
      const admitted = desk.admit(readTokenText(request));
      const held = admitted instanceof Promise ? admitted.then(answerPod) : answerPod(admitted);
      if (held instanceof Promise) {
        held.then(grant, refuse);
      } else {
        grant(held);
      }
    } catch (error) {
      refuse(error);
    }

    function answerPod(admitted: AdmittedToken): HeldCredentials | Promise<HeldCredentials> {
      ({ pod } = admitted.token);
      requireCurrent(admitted.token, Date.now());
      const held = store.find(admitted);
      counts.lookups[held === undefined ? "miss" : "hit"] += 1;
      return held ?? flights.obtain(request.socket.remoteAddress ?? "", admitted);
    }

    function grant({ body }: HeldCredentials): void {
      counts.answered(200);
      writeCredentialsAnswer(response, body);
    }

    function refuse(error: unknown): void {
      const known = error instanceof AgentError ? error : describeUnforeseen(error);
      recordRefusal(parts, request.socket.remoteAddress ?? "", pod, known);
      writeErrorAnswer(response, known);
    }
  };

  function requireCredentialsRequest(request: IncomingMessage): void {
    const { url, method } = request;
    // First, so that a probe at the root is answered whatever the agent may be called.
    if (url !== credentialsPath && url?.split("?", 1)[0] !== credentialsPath) {
      throw new AgentError(404, "NotFound", `There is nothing here. Credentials are at ${credentialsPath}.`);
    }
    if (!isOurHost(readHeader(request, "host"))) {
      throw new AgentError(
        403,
        "AccessDeniedException",
        "The Host header is none of the agent's addresses. Call it by the address in AWS_CONTAINER_CREDENTIALS_FULL_URI.",
      );
    }
    if (method !== "GET") {
      throw new AgentError(405, "MethodNotAllowed", "Credentials are asked for with GET.");
    }
  }

  function describeUnforeseen(error: unknown): AgentError {
    // The error itself might quote what the pod sent.
    const name = error instanceof Error ? error.name : typeof error;
    hooks.onLogEvent?.({
      level: "error",
      message: `The agent failed at a request with an unforeseen ${name}.`,
    });
    return new AgentError(500, "InternalServerException", "The agent failed. Its log says more.");
  }
}

function hasBody(request: IncomingMessage): boolean {
  return (
    (readHeader(request, "content-length") ?? "0") !== "0" ||
    readHeader(request, "transfer-encoding") !== undefined
  );
}

function readTokenText(request: IncomingMessage): string {
  const text = readHeader(request, "authorization")?.trim();
  if (text === undefined || text === "") {
    throw new AgentError(
      400,
      "MissingAuthenticationTokenException",
      "There is no token. The Authorization header must hold the content of the file that " +
        "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE names.",
    );
  }
  return text;
}
