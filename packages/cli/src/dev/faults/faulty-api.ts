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

/** What a request meets. */
interface RequestFaults {
  readonly refusal?: "throttle" | "server-error" | undefined;
  readonly isExpired: boolean;
  /** How far the server's clock is ahead, in milliseconds. */
  readonly clockMs: number;
}

const none: RequestFaults = { isExpired: false, clockMs: 0 };

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
  const current = (): RequestFaults => requests.getStore() ?? none;
  return {
    wrapHandler: (handler) => async (request) => {
      const chosen = chooseFaults(faults, request.header("amz-sdk-invocation-id"));
      const response = await requests.run(chosen, () => handler(request));
      if (chosen.clockMs !== 0) {
        response.headers.date = new Date(Date.now() + chosen.clockMs).toUTCString();
      }
      return response;
    },
    wrapService: (service) => ({
      async assumeRoleForPodIdentity(input, call) {
        const { refusal, isExpired, clockMs } = current();
        const { requestId } = call;
        if (refusal !== undefined) {
          faults.report({ kind: refusal, requestId });
          throw refusals[refusal]();
        }
        const response = await service.assumeRoleForPodIdentity(input, call);
        if (isExpired) {
          faults.report({ kind: "expired", requestId });
        }
        if (clockMs !== 0) {
          faults.report({ kind: "clock", requestId });
        }
        return response;
      },
    }),
    createIssuer: (keys) => ({
      async issue(request) {
        const { isExpired, clockMs } = current();
        // The session token says when the session really ended; the response says the usual time.
        const earlierMs = isExpired ? request.durationSeconds * 1000 + endedAgoMs : 0;
        const issuer = createEmbeddedIssuer({ keys, now: () => new Date(Date.now() - earlierMs) });
        const credentials = await issuer.issue(request);
        const expiration = new Date(credentials.expiration.getTime() + earlierMs + clockMs);
        return { ...credentials, expiration };
      },
    }),
  };
}

function chooseFaults(faults: Faults, key: string | undefined): RequestFaults {
  const refusal = (["throttle", "server-error"] as const).find(
    (kind) => faults.draw(kind, key) !== undefined,
  );
  return {
    refusal,
    isExpired: faults.draw("expired", key) !== undefined,
    clockMs: faults.draw("clock", key)?.ms ?? 0,
  };
}
