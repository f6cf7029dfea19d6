import type { PodIdentity } from "@eks-auth/agent/token";
import type { DoctorOptions } from "../doctor-options.ts";

/** Whose credentials were refused, and what is known of its way. */
export interface RefusedPod {
  readonly pod: PodIdentity;
  /** The file with its token. */
  readonly tokenFile: string;
  /** The configuration file and the cluster, where they are given. */
  readonly options: Pick<DoctorOptions, "config" | "cluster">;
}

/** Writes the options that name a cluster, with what to fill in where it isn't known. */
export function writeClusterOptions({ config, cluster }: RefusedPod["options"]): string {
  return `--config ${config ?? "FILE"} --cluster ${cluster ?? "CLUSTER"}`;
}

/** Writes the command that adds the association that a pod lacks. */
export function writeAddCommand({ pod, options }: Pick<RefusedPod, "pod" | "options">): string {
  return (
    `eks-auth association add ${writeClusterOptions(options)} --namespace ${pod.namespace} ` +
    `--service-account ${pod.serviceAccount} --role-arn ROLE_ARN`
  );
}
