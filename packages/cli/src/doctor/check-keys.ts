import type { PodToken } from "@eks-auth/agent/token";
import type { InspectedCheck } from "@eks-auth/service";
import { openIssuer } from "../config/configuration.ts";
import { CommandError } from "../core/command-error.ts";
import { inspectWithRetry } from "../token/inspect.ts";
import type { Finding } from "./check.ts";
import type { Configuration } from "./configuration.ts";
import { writeClusterOptions } from "./diagnose-error.ts";

/** Checks that a cluster's keys can be had and verify a token, as the server does. */
export async function checkKeys(
  { file, cluster }: Configuration,
  { text }: PodToken,
  tokenFile: string,
): Promise<Finding> {
  try {
    const issuer = await openIssuer(cluster);
    const { checks } = await inspectWithRetry(text, issuer);
    const failed = checks.filter(({ status }) => status === "failed");
    const [first] = failed;
    return first === undefined
      ? {
          status: "ok",
          found: `The token passes all ${checks.length} checks with the keys of ${issuer.issuer}.`,
        }
      : {
          status: "failed",
          found: failed.map(({ check, message }) => `Check of the ${check}: ${message}`).join(" "),
          remedy: `${mend(first)} All checks: eks-auth token inspect ${writeClusterOptions({ config: file, cluster: cluster.name })} --file ${tokenFile}`,
        };
  } catch (error) {
    if (!(error instanceof CommandError)) {
      throw error;
    }
    return { status: "failed", found: error.message, remedy: `Correct ${file}, or the file that it names.` };
  }
}

function mend({ check }: InspectedCheck): string {
  return (
    remedies[check] ??
    "This cluster's kubelet would project no such token: name the cluster that the pod is in."
  );
}

const remedies: Readonly<Partial<Record<InspectedCheck["check"], string>>> = {
  key: "The keys must be those of the pod's cluster, and within reach; a file of keys must be copied anew when they change.",
  signature: "The keys must be those of the pod's cluster.",
  issuer: "Correct the cluster's issuer in the configuration, or name the cluster that the pod is in.",
  audience: "Project the token with the audience pods.eks.amazonaws.com.",
  lifetime: "Ask for a shorter token, or raise maxTokenLifetimeSeconds of the cluster.",
  "not before": "Check the clocks of this machine and of the cluster.",
  expiry: "Check the clocks of this machine and of the cluster.",
};
