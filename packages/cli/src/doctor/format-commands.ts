import { quoteForShell } from "../core/output.ts";
import type { RejectedRequest } from "./diagnose-error.ts";

/** Formats the command that shows the association of a pod. */
export function formatShowCommand({ pod, options }: RejectedRequest): string {
  return `eks-auth association show ${formatClusterOptions(options)} --namespace ${pod.namespace} --service-account ${pod.serviceAccount}`;
}

/** Formats the options that name a cluster, with placeholders for those that were not given. */
export function formatClusterOptions({ config, cluster }: RejectedRequest["options"]): string {
  return `--config ${quoteForShell(config ?? "FILE")} --cluster ${quoteForShell(cluster ?? "CLUSTER")}`;
}

/** Formats the command that prints each check of a token. */
export function formatInspectCommand({ options, tokenFile }: Omit<RejectedRequest, "pod">): string {
  return `eks-auth token inspect ${formatClusterOptions(options)} --file ${quoteForShell(tokenFile)}`;
}

/**
 * Says where the text of STS is, which the server tells no caller: doctor shows it if it runs on the server's machine with the
 * server's configuration.
 */
export function formatSeeSts({ options, tokenFile }: Omit<RejectedRequest, "pod">): string {
  return options.config === undefined
    ? `For the role, the server's principal and the text of STS, run on the server's machine, as its user: eks-auth doctor ${formatClusterOptions(options)} --token-file ${quoteForShell(tokenFile)}`
    : "The server's log has the text of STS.";
}

/** Formats the command that adds an association for a pod. */
export function formatAddCommand({ pod, options }: Pick<RejectedRequest, "pod" | "options">): string {
  return (
    `eks-auth association add ${formatClusterOptions(options)} --namespace ${pod.namespace} ` +
    `--service-account ${pod.serviceAccount} --role-arn ROLE_ARN`
  );
}
