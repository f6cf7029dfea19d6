import type { FreshToken } from "@eks-auth/service/token-file";
import { CommandError } from "../core/command-error.ts";
import { type KubectlRun, runKubectl } from "./kubectl.ts";

/** Whom the EKS Auth API wants tokens to be for. */
const audience = "pods.eks.amazonaws.com";
/** How long a token should live; the API server may decide otherwise. */
const duration = "1h";

/**
 * Asks a cluster for a token that is bound to a pod, like the one that the kubelet gives the pod itself.
 *
 * @throws CommandError where there is no such pod, the user may not ask, or kubectl or the cluster isn't there
 * @see https://kubernetes.io/docs/reference/kubectl/generated/kubectl_create/kubectl_create_token/
 */
export async function requestPodToken(run: KubectlRun): Promise<FreshToken> {
  const { namespace, name } = run.access.pod;
  // Not the whole pod: its environment may hold secrets.
  const fields = "jsonpath={.spec.serviceAccountName} {.metadata.uid}";
  const found = await runKubectl(["get", "pod", name, "--namespace", namespace, "--output", fields], run);
  const [serviceAccount, uid] = found.trim().split(" ");
  if (!serviceAccount || !uid) {
    throw new CommandError(
      `the pod ${namespace}/${name} has no service account, so there is no token of it. Choose another with --pod.`,
    );
  }
  const request = ["create", "token", serviceAccount, "--namespace", namespace];
  const bound = ["--bound-object-kind=Pod", `--bound-object-name=${name}`, `--bound-object-uid=${uid}`];
  const printed = await runKubectl(
    [...request, ...bound, `--audience=${audience}`, `--duration=${duration}`],
    run,
  );
  const token = printed.trim();
  return { token, lifetimeSeconds: readTokenLifetime(token) };
}

/**
 * Reads from a token how long it lives, in seconds: an API server may shorten what it is asked for. Both ends are by the
 * server's clock, so it doesn't matter what time it is here.
 *
 * @throws CommandError where the text is no token with these claims; the message holds nothing of it
 */
export function readTokenLifetime(token: string): number {
  const claims = parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
  const lifetime = Number(claims?.exp) - Number(claims?.iat);
  if (!(lifetime > 0)) {
    throw new CommandError(
      "kubectl gave no token with the claims iat and exp. Check which kubectl PATH finds.",
    );
  }
  return lifetime;
}

/** The parser's own message would quote the text. */
function parse(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
