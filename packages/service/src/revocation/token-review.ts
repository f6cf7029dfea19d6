import type { Agent } from "node:http";
import { ResponseTooLargeError, readBody, sendRequest } from "@eks-auth/transport";
import { z } from "zod";
import { systemErrorCode } from "../files/file-error.ts";
import { podIdentityAudience, serviceAccountSubject } from "../names/kubernetes.ts";
import { parseJson } from "../network/parse-json.ts";
import type { VerifiedToken } from "../token/token-claims.ts";
import { RevocationUnavailableError } from "./revocation-error.ts";

const maxResponseBytes = 64 * 1_024;

const apiVersion = "authentication.k8s.io/v1";

/** What a review needs. */
export interface ReviewRequest {
  /** The URL of the API server. */
  readonly url: URL;
  readonly connections: Agent;
  /** The token that the service authenticates with. */
  readonly bearer: string;
  readonly signal: AbortSignal;
}

const responseSchema = z.object({
  status: z.object({
    authenticated: z.boolean().optional(),
    user: z
      .object({
        username: z.string().optional(),
        extra: z.record(z.string(), z.array(z.string())).optional(),
      })
      .optional(),
    audiences: z.array(z.string()).optional(),
  }),
});

/**
 * Asks an API server for a review of a token.
 *
 * @param verified - what the token is for, by its signature
 * @returns why the token is not valid any more; undefined if it is
 * @throws RevocationUnavailableError if there is no usable answer
 * @see https://kubernetes.io/docs/reference/kubernetes-api/authentication-resources/token-review-v1/
 */
export async function reviewToken(
  token: string,
  verified: VerifiedToken,
  { url, connections, bearer, signal }: ReviewRequest,
): Promise<string | undefined> {
  const target = new URL(`apis/${apiVersion}/tokenreviews`, url.href.endsWith("/") ? url : `${url.href}/`);
  const spec = { token, audiences: [podIdentityAudience] };
  const headers = {
    accept: "application/json",
    authorization: `Bearer ${bearer}`,
    "content-type": "application/json",
  };
  let status: number;
  let body: Buffer;
  try {
    const text = JSON.stringify({ apiVersion, kind: "TokenReview", spec });
    const request = { method: "POST", headers, body: text, connections, signal } as const;
    const response = await sendRequest(target, request);
    status = response.statusCode ?? 0;
    body = await readBody(response, maxResponseBytes);
  } catch (error) {
    throw new RevocationUnavailableError(describeFailure(error, target, signal), { cause: error });
  }
  if (status !== 200 && status !== 201) {
    throw new RevocationUnavailableError(`${target.href} answered ${status}${hints[status] ?? ""}.`);
  }
  const answer = responseSchema.safeParse(parseJson(body)).data;
  if (answer === undefined) {
    throw new RevocationUnavailableError(`${target.href} did not answer with a TokenReview.`);
  }
  return findProblem(answer.status, verified);
}

const podUidKey = "authentication.kubernetes.io/pod-uid";

function findProblem(
  { authenticated, user, audiences }: z.infer<typeof responseSchema>["status"],
  { namespace, serviceAccount, pod }: VerifiedToken,
): string | undefined {
  if (authenticated !== true) {
    return "The API server does not accept the token.";
  }
  // Without audiences, the token was compared only with those of the API server.
  const isForUs = audiences?.includes(podIdentityAudience) === true;
  const isSamePod =
    user?.username === serviceAccountSubject(namespace, serviceAccount) &&
    user.extra?.[podUidKey]?.includes(pod.uid) === true;
  return isForUs && isSamePod
    ? undefined
    : "The API server accepts the token for another audience, pod or service account.";
}

const hints: Readonly<Record<number, string>> = {
  401: "; check that the token in apiServer.tokenFile is one of this cluster, for the audience of its API server",
  403: "; bind the cluster role system:auth-delegator to the service account of apiServer.tokenFile",
};

function describeFailure(error: unknown, { href }: URL, signal: AbortSignal): string {
  if (signal.aborted) {
    return `${href} did not answer in time.`;
  }
  if (error instanceof ResponseTooLargeError) {
    return `${href} answered with more than ${error.maxBytes} bytes.`;
  }
  return `${href} did not answer (${systemErrorCode(error) ?? (error as Error).message}).`;
}
