import { type ApiServer, KubernetesApiError } from "@eks-auth/kubernetes";
import { podIdentityAudience, serviceAccountSubject } from "../names/kubernetes.ts";
import { parseJson } from "../network/parse-json.ts";
import type { VerifiedToken } from "../token/token-claims.ts";
import { array, boolean, object, record, string } from "../validation/index.ts";
import { RevocationUnavailableError } from "./revocation-error.ts";

const maxBytes = 64 * 1_024;

/** An agent stops waiting after a second, and STS comes after the review. */
const timeoutMs = 400;

const apiVersion = "authentication.k8s.io/v1";
const path = `apis/${apiVersion}/tokenreviews`;

const responseSchema = object({
  status: object({
    authenticated: boolean().optional(),
    user: object({
      username: string().optional(),
      extra: record(array(string())).optional(),
    }).optional(),
    audiences: array(string()).optional(),
  }),
});

/**
 * Asks an API server for a review of a token.
 *
 * @param token - the compact JWT
 * @param verified - what the token is for, by its signature
 * @returns why the token is not valid any more; undefined if it is
 * @throws RevocationUnavailableError if there is no usable answer
 * @see https://kubernetes.io/docs/reference/kubernetes-api/authentication-resources/token-review-v1/
 */
export async function reviewToken(
  apiServer: ApiServer,
  token: string,
  verified: VerifiedToken,
): Promise<string | undefined> {
  const review = { apiVersion, kind: "TokenReview", spec: { token, audiences: [podIdentityAudience] } };
  let content: Buffer;
  try {
    ({ body: content } = await apiServer.request({
      method: "POST",
      path,
      body: review,
      timeoutMs,
      maxBytes,
    }));
  } catch (error) {
    throw new RevocationUnavailableError(describeFailure(error, apiServer), { cause: error });
  }
  const answer = responseSchema.validate(parseJson(content)).value;
  if (answer === undefined) {
    throw new RevocationUnavailableError(`${apiServer.url}${path} did not answer with a TokenReview.`);
  }
  return findProblem(answer.status, verified);
}

const podUidKey = "authentication.kubernetes.io/pod-uid";

function findProblem(
  { authenticated, user, audiences }: (typeof responseSchema)["output"]["status"],
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

function describeFailure(error: unknown, { url }: ApiServer): string {
  const status = error instanceof KubernetesApiError ? error.status : undefined;
  // What the API server says of a review can have parts of the token.
  return status === undefined
    ? (error as Error).message
    : `${url}${path} answered ${status}${hints[status] ?? ""}.`;
}
