import { randomBytes, randomInt } from "node:crypto";
import {
  AccessDeniedException,
  type AssumeRoleForPodIdentityResponse,
  createEKSAuthFrontendHandler,
  ExpiredTokenException,
  InternalServerException,
  InvalidTokenException,
  ResourceNotFoundException,
  ServiceUnavailableException,
  ThrottlingException,
} from "@eks-auth/server";
import { createNodeListener } from "@eks-auth/server/node";
import { listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { sampleResponse } from "@eks-auth/test-kit/sample-response";

/** Errors of the model that an agent receives. After one of the first four it drops a pod's credentials. */
export const upstreamErrorNames = [
  "AccessDeniedException",
  "ExpiredTokenException",
  "InvalidTokenException",
  "ResourceNotFoundException",
  "ThrottlingException",
  "InternalServerException",
  "ServiceUnavailableException",
] as const;

export type UpstreamErrorName = (typeof upstreamErrorNames)[number];

/** How the upstream answers: with credentials that are valid for some seconds, or with an error. */
export type UpstreamAnswer =
  | { readonly lifetimeSeconds: number }
  | { readonly error: UpstreamErrorName; readonly message: string };

/** How the upstream answers one token, and its calls so far. */
export interface TokenRecord {
  answer: UpstreamAnswer;
  calls: number;
  /** The access key IDs that it issued. */
  readonly accessKeyIds: string[];
}

/** The EKS Auth API on 127.0.0.1, controlled by a test. */
export interface ControlledUpstream extends AsyncDisposable {
  readonly url: string;
  /** Registers a token. Other tokens get InvalidTokenException. */
  register(token: string, answer: UpstreamAnswer): TokenRecord;
}

/** Starts the generated server stub with an implementation that looks up the answer of each token. */
export async function startUpstream(): Promise<ControlledUpstream> {
  const records = new Map<string, TokenRecord>();
  const handler = createEKSAuthFrontendHandler({
    async assumeRoleForPodIdentity({ token }) {
      const record = records.get(token);
      if (record === undefined) {
        throw createUpstreamError("InvalidTokenException", "The token is not registered.");
      }
      record.calls += 1;
      const { answer } = record;
      if ("error" in answer) {
        throw createUpstreamError(answer.error, answer.message);
      }
      const response = grant(answer.lifetimeSeconds);
      record.accessKeyIds.push(response.credentials.accessKeyId);
      return response;
    },
  });
  const server = await listenOnLoopback(createNodeListener(handler));
  return {
    url: server.url,
    register(token, answer) {
      const record = { answer, calls: 0, accessKeyIds: [] };
      records.set(token, record);
      return record;
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

/** An error of the model, with its HTTP status. */
type UpstreamError = Error & { readonly status: number };

const errorClasses: Readonly<
  Record<UpstreamErrorName, new (members: { readonly message: string }) => UpstreamError>
> = {
  AccessDeniedException,
  ExpiredTokenException,
  InvalidTokenException,
  ResourceNotFoundException,
  ThrottlingException,
  InternalServerException,
  ServiceUnavailableException,
};

function createUpstreamError(name: UpstreamErrorName, message: string): UpstreamError {
  return new errorClasses[name]({ message });
}

/** The HTTP status of an error in the model, which the agent uses too. */
export function statusOf(name: UpstreamErrorName): number {
  return createUpstreamError(name, "").status;
}

function grant(lifetimeSeconds: number): AssumeRoleForPodIdentityResponse {
  return {
    ...sampleResponse,
    credentials: {
      accessKeyId: createAccessKeyId(),
      secretAccessKey: randomBytes(30).toString("base64"),
      sessionToken: randomBytes(300).toString("base64"),
      expiration: new Date(Date.now() + lifetimeSeconds * 1000),
    },
  };
}

function createAccessKeyId(): string {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  return `ASIA${Array.from({ length: 16 }, () => letters[randomInt(letters.length)]).join("")}`;
}
