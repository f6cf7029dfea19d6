import { redactSecrets } from "@eks-auth/server-runtime/redact-secrets";
import { CommandError } from "../core/command-error.ts";
import { type ClusterAccess, formatPodName } from "./options.ts";

/** How kubectl failed: the system's code if it can't be executed, otherwise its standard error. */
interface KubectlFailure {
  readonly code?: string | undefined;
  readonly stderr?: string;
}

/**
 * Creates the error that says why kubectl returned no token, and the fix. It quotes kubectl's message without tokens: a
 * login program can print one. kubectl reports its errors only as text, so this is the one place that matches that text.
 *
 * @see https://github.com/kubernetes/kubectl/blob/master/pkg/cmd/util/helpers.go for the messages
 */
export function createKubectlError(
  access: ClusterAccess,
  { code, stderr = "" }: KubectlFailure,
): CommandError {
  if (code === "ENOENT") {
    return fail("kubectl was not found, which --pod needs. Install it on PATH, or use --token-file instead.");
  }
  if (code !== undefined) {
    return fail(`kubectl can't be executed (${code}). Check the kubectl on PATH.`);
  }
  const lines = stderr.trim().split("\n");
  const explanation = explanations.find(({ pattern }) => lines.some((line) => pattern.test(line)));
  const quoted = lines.findLast((line) => explanation?.pattern.test(line) ?? true) || "nothing";
  const explained =
    explanation?.explain(access) ?? `kubectl could not get a token for ${formatPodName(access.pod)}.`;
  return fail(`${explained}\nkubectl said: ${redactSecrets(quoted)}`);
}

function fail(message: string): CommandError {
  return new CommandError("kubectl_failed", message);
}

interface Explanation {
  readonly pattern: RegExp;
  explain(access: ClusterAccess): string;
}

/** The first that matches is used. */
const explanations: readonly Explanation[] = [
  {
    pattern: /exec: executable \S+ not found/,
    explain: () => "the kubeconfig's login program was not found. Install it on PATH.",
  },
  {
    pattern: /exec: executable \S+ failed/,
    explain: () =>
      "the kubeconfig's login program failed. Run `kubectl get pods` to see its message, and log in again.",
  },
  {
    pattern: /forbidden/i,
    explain: ({ pod }) =>
      `the kubeconfig's user may not create tokens for ${formatPodName(pod)}. It needs \`get\` on \`pods\` and \`create\` ` +
      `on \`serviceaccounts/token\` in the namespace ${pod.namespace}.`,
  },
  {
    pattern: /localhost:8080/,
    explain: () => "kubectl found no kubeconfig. Use --kubeconfig or set KUBECONFIG.",
  },
  {
    pattern: /^error: stat |error loading config file/,
    explain: () => "the kubeconfig can't be read. Check --kubeconfig and KUBECONFIG.",
  },
  {
    pattern: /context .* does not exist|context was not found|no context exists/,
    explain: ({ context }) =>
      context === undefined
        ? "the kubeconfig's current context does not exist. Use --context; `kubectl config get-contexts` lists all."
        : `the kubeconfig has no context ${context}. Check --context; \`kubectl config get-contexts\` lists all.`,
  },
  {
    pattern: /(pods?|namespaces?) .* not found/i,
    explain: ({ pod }) =>
      `there is no pod ${formatPodName(pod)}. Check --pod and --context; \`kubectl get pods --namespace ${pod.namespace}\` lists all.`,
  },
  {
    pattern: /serviceaccounts? .* not found/i,
    explain: ({ pod }) =>
      `the service account of the pod ${formatPodName(pod)} does not exist any more. Create it again.`,
  },
  {
    pattern: /unauthorized|must be logged in|provide credentials/i,
    explain: () =>
      "the cluster does not accept the kubeconfig's login, which may have expired. Log in again, and check --context.",
  },
  {
    pattern: /unable to connect|connection to the server|dial tcp|timeout|timed out|no such host/i,
    explain: () => "the cluster can't be reached. Check the network and --context.",
  },
];
