import { CommandError } from "../core/command-error.ts";
import type { ClusterAccess, PodName } from "./options.ts";

/** How kubectl failed: the system's code where it couldn't be run, else what it wrote to standard error. */
export interface KubectlFailure {
  readonly code?: string | undefined;
  readonly words?: string;
}

/**
 * Says why kubectl gave no token, and what to do. kubectl's own words are quoted; it never writes a token there.
 *
 * @see https://github.com/kubernetes/kubectl/blob/master/pkg/cmd/util/helpers.go for the words
 */
export function createKubectlError(
  access: ClusterAccess,
  { code, words = "" }: KubectlFailure,
): CommandError {
  if (code === "ENOENT") {
    return new CommandError(
      "kubectl was not found; --pod asks the cluster with it. Install it and put it on PATH, or give a token with --token-file.",
    );
  }
  if (code !== undefined) {
    return new CommandError(`kubectl can't be run (${code}). Check the kubectl that PATH finds.`);
  }
  const lines = words.trim().split("\n");
  const explanation = explanations.find(({ pattern }) => lines.some((line) => pattern.test(line)));
  const said = lines.findLast((line) => explanation?.pattern.test(line) ?? true) || "nothing";
  const explained = explanation?.explain(access) ?? `kubectl could not get a token of ${write(access.pod)}.`;
  return new CommandError(`${explained}\nkubectl said: ${said}`);
}

interface Explanation {
  readonly pattern: RegExp;
  explain(access: ClusterAccess): string;
}

/** In the order in which they are tried. */
const explanations: readonly Explanation[] = [
  {
    pattern: /exec: executable \S+ not found/,
    explain: () =>
      "the program that the kubeconfig logs in with was not found. Install it and put it on PATH.",
  },
  {
    pattern: /exec: executable \S+ failed/,
    explain: () =>
      "the program that the kubeconfig logs in with failed. `kubectl get pods` shows what it says; log in again.",
  },
  {
    pattern: /forbidden/i,
    explain: ({ pod }) =>
      `the kubeconfig's user may not make tokens of ${write(pod)}. It needs \`get\` on \`pods\` and \`create\` on ` +
      `\`serviceaccounts/token\` in the namespace ${pod.namespace}.`,
  },
  {
    pattern: /localhost:8080/,
    explain: () => "kubectl found no kubeconfig. Give one with --kubeconfig, or set KUBECONFIG.",
  },
  {
    pattern: /^error: stat |error loading config file/,
    explain: () => "the kubeconfig can't be read. Check --kubeconfig and KUBECONFIG.",
  },
  {
    pattern: /context .* does not exist|context was not found|no context exists/,
    explain: ({ context = "of the name that it calls the current one" }) =>
      `the kubeconfig has no context ${context}. Check --context; \`kubectl config get-contexts\` lists those that it has.`,
  },
  {
    pattern: /(pods?|namespaces?) .* not found/i,
    explain: ({ pod }) =>
      `there is no pod ${write(pod)}. Check --pod and --context; \`kubectl get pods --namespace ${pod.namespace}\` lists those that there are.`,
  },
  {
    pattern: /serviceaccounts? .* not found/i,
    explain: ({ pod }) => `the service account of the pod ${write(pod)} is gone. Create it again.`,
  },
  {
    pattern: /unauthorized|must be logged in|provide credentials/i,
    explain: () =>
      "the cluster doesn't know the kubeconfig's user, or its login has ended. Log in again, and check --context.",
  },
  {
    pattern: /unable to connect|connection to the server|dial tcp|timeout|timed out|no such host/i,
    explain: () => "the cluster can't be reached. Check the network and --context.",
  },
];

function write({ namespace, name }: PodName): string {
  return `${namespace}/${name}`;
}
