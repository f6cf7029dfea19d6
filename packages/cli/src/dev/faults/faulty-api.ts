import { AsyncLocalStorage } from "node:async_hooks";
import {
  type EKSAuthFrontendService,
  type Handler,
  InternalServerException,
  ThrottlingException,
} from "@eks-auth/server";
import {
  type Caller,
  type CredentialIssuer,
  createEmbeddedIssuer,
  type SessionKeys,
} from "@eks-auth/service";
import { LRUCache } from "lru-cache";
import type { FaultKind } from "./fault-kinds.ts";
import type { Faults } from "./faults.ts";

type Service = EKSAuthFrontendService<Caller | undefined>;

/** What injects the faults of the EKS Auth API into its parts. */
export interface FaultyApi {
  /** Wraps the handler: each request gets its faults, and the `date` header follows the server's clock. */
  wrapHandler(handler: Handler): Handler;
  /** Wraps the implementation: it can be throttled or fail. */
  wrapService(service: Service): Service;
  /** Creates an embedded issuer, whose sessions can have ended, and whose clock can differ. */
  createIssuer(keys: SessionKeys): CredentialIssuer;
}

/** What is wrong with credentials. */
interface CredentialFaults {
  readonly isExpired: boolean;
  /** How far the server's clock is ahead, in milliseconds. */
  readonly clockMs: number;
}

/** What a request meets. */
interface RequestFaults {
  readonly refusal?: "throttle" | "server-error" | undefined;
  /** The ID that all tries of the client's call have. */
  readonly callId?: string | undefined;
  /** Those of the credentials that it gets. */
  credentials: CredentialFaults;
}

const none: CredentialFaults = { isExpired: false, clockMs: 0 };

/** How many calls and credentials are remembered. */
const maxRecent = 1_000;

/** In characters; SDKs send a UUID. */
const maxCallIdLength = 100;

const injected = "eks-auth dev injected this fault.";
const refusals = {
  throttle: () => new ThrottlingException({ message: `There are too many requests. ${injected}` }),
  "server-error": () => new InternalServerException({ message: `The service failed. ${injected}` }),
};

/** How long ago an expired session ended, in milliseconds. */
const endedAgoMs = 1_000;

/**
 * Creates what injects the faults of the EKS Auth API. All tries of a client's call meet the same faults, so that a rate is
 * that of calls: an agent tries three times.
 */
export function createFaultyApi(faults: Faults): FaultyApi {
  const requests = new AsyncLocalStorage<RequestFaults>();
  const current = (): RequestFaults => requests.getStore() ?? { credentials: none };
  const issued = new LRUCache<string, CredentialFaults>({ max: maxRecent });
  const reported = new LRUCache<string, true>({ max: maxRecent });

  /** Reports a fault, but only once for all tries of a call. */
  function report(kind: FaultKind, requestId: string): void {
    const { callId } = current();
    const key = `${kind} ${callId}`;
    if (callId === undefined || reported.get(key) === undefined) {
      faults.report({ kind, requestId });
    }
    if (callId !== undefined) {
      reported.set(key, true);
    }
  }

  return {
    wrapHandler: (handler) => async (request) => {
      const callId = request.header("amz-sdk-invocation-id")?.slice(0, maxCallIdLength);
      const chosen = chooseFaults(faults, callId);
      const response = await requests.run(chosen, () => handler(request));
      const { clockMs } = chosen.credentials;
      if (clockMs !== 0) {
        response.headers.date = new Date(Date.now() + clockMs).toUTCString();
      }
      return response;
    },
    wrapService: (service) => ({
      async assumeRoleForPodIdentity(input, call) {
        const request = current();
        const { requestId } = call;
        if (request.refusal !== undefined) {
          report(request.refusal, requestId);
          throw refusals[request.refusal]();
        }
        const response = await service.assumeRoleForPodIdentity(input, call);
        // Concurrent calls of a pod get the same credentials: those of the first one, with its faults.
        request.credentials = issued.get(response.credentials.accessKeyId) ?? none;
        if (request.credentials.isExpired) {
          report("expired", requestId);
        }
        if (request.credentials.clockMs !== 0) {
          report("clock", requestId);
        }
        return response;
      },
    }),
    createIssuer: (keys) => ({
      async issue(request) {
        const met = current().credentials;
        // The session token says when the session really ended; the response says the usual time.
        const earlierMs = met.isExpired ? request.durationSeconds * 1000 + endedAgoMs : 0;
        const issuer = createEmbeddedIssuer({ keys, now: () => new Date(Date.now() - earlierMs) });
        const credentials = await issuer.issue(request);
        issued.set(credentials.accessKeyId, met);
        const expiration = new Date(credentials.expiration.getTime() + earlierMs + met.clockMs);
        return { ...credentials, expiration };
      },
    }),
  };
}

function chooseFaults(faults: Faults, callId: string | undefined): RequestFaults {
  const refusal = (["throttle", "server-error"] as const).find(
    (kind) => faults.draw(kind, callId) !== undefined,
  );
  const isExpired = faults.draw("expired", callId) !== undefined;
  const clockMs = faults.draw("clock", callId)?.ms ?? 0;
  return { refusal, callId, credentials: { isExpired, clockMs } };
}
