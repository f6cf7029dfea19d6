import { CommandError } from "../core/command-error.ts";
import { KubectlError, withQuote } from "../kubectl/kubectl-error.ts";
import { type ClusterAccess, formatPodName } from "./options.ts";

/**
 * Creates the error that says why kubectl returned no token for a pod, and the fix.
 *
 * @param error - what running kubectl threw
 * @returns the same error if it is not one of kubectl
 */
export function explainTokenRequestError(error: unknown, { pod }: ClusterAccess): unknown {
  if (!(error instanceof KubectlError)) {
    return error;
  }
  const explanation = explain(error, pod);
  const message =
    explanation === undefined
      ? error.message
      : error.quoted === ""
        ? explanation
        : withQuote(explanation, error.quoted);
  return new CommandError("kubectl_failed", message, { cause: error });
}

function explain({ code, resource }: KubectlError, pod: ClusterAccess["pod"]): string | undefined {
  const name = formatPodName(pod);
  switch (code) {
    case "executable_missing":
      return "kubectl was not found, which --pod needs. Install it on PATH, or use --token-file instead.";
    case "output_too_large":
      return "kubectl returned too much output instead of a token. Check the kubectl on PATH, and the cluster.";
    case "forbidden":
      return (
        `the kubeconfig's user may not create tokens for ${name}. It needs \`get\` on \`pods\` and \`create\` ` +
        `on \`serviceaccounts/token\` in the namespace ${pod.namespace}.`
      );
    case "not_found":
      return resource === "serviceaccounts"
        ? `the service account of the pod ${name} does not exist any more. Create it again.`
        : `there is no pod ${name}. Check --pod and --context; \`kubectl get pods --namespace ${pod.namespace}\` lists all.`;
    case "failed":
      return `kubectl could not get a token for ${name}.`;
    default:
      return undefined;
  }
}
