import { podIdentityAudience } from "@eks-auth/agent/token";
import type { FreshToken } from "@eks-auth/service/token-file";
import { CommandError } from "../core/command-error.ts";
import { decodeClaims } from "../core/decode-claims.ts";
import { type KubectlRun, runKubectl } from "../kubectl/run-kubectl.ts";
import { type ClusterAccess, formatPodName } from "./options.ts";
import { explainTokenRequestError } from "./token-request-error.ts";

/** How to run kubectl for a pod. */
export interface TokenRequest extends KubectlRun {
  readonly access: ClusterAccess;
}

/** The requested lifetime; the API server may choose another. */
const duration = "1h";

/**
 * Requests a token that is bound to a pod, like the one that the kubelet projects into the pod.
 *
 * @throws CommandError if kubectl returns no token
 * @see https://kubernetes.io/docs/reference/kubectl/generated/kubectl_create/kubectl_create_token/
 */
export async function requestPodToken(request: TokenRequest): Promise<FreshToken> {
  const { pod } = request.access;
  const { namespace, name } = pod;
  // Not the whole pod: its environment may contain secrets.
  const fields = "jsonpath={.spec.serviceAccountName} {.metadata.uid}";
  const found = await runForPod(["get", "pod", name, "--namespace", namespace, "--output", fields], request);
  const [serviceAccount, uid] = found.trim().split(" ");
  if (!serviceAccount || !uid) {
    throw new CommandError(
      "kubectl_failed",
      `the pod ${formatPodName(pod)} has no service account, so it can't have a token. Choose another with --pod.`,
    );
  }
  const create = ["create", "token", serviceAccount, "--namespace", namespace];
  const bound = ["--bound-object-kind=Pod", `--bound-object-name=${name}`, `--bound-object-uid=${uid}`];
  const output = await runForPod(
    [...create, ...bound, `--audience=${podIdentityAudience}`, `--duration=${duration}`],
    request,
  );
  const token = output.trim();
  return { token, lifetimeSeconds: readTokenLifetime(token) };
}

async function runForPod(args: readonly string[], request: TokenRequest): Promise<string> {
  try {
    return await runKubectl(args, request);
  } catch (error) {
    throw explainTokenRequestError(error, request.access);
  }
}

/**
 * Reads a token's lifetime in seconds, which the API server may have shortened. Both claims come from the server's
 * clock, so this machine's clock does not matter.
 *
 * @throws CommandError if the text is not a token with these claims; the message does not contain the text
 */
function readTokenLifetime(token: string): number {
  const { exp, iat } = decodeClaims(token);
  const lifetime = Number(exp) - Number(iat);
  if (!(lifetime > 0)) {
    throw new CommandError(
      "kubectl_failed",
      "kubectl returned no token with the claims iat and exp. Check the kubectl on PATH.",
    );
  }
  return lifetime;
}
