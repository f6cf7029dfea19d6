import type { PodToken } from "@eks-auth/agent/token";
import type { InspectedCheck } from "@eks-auth/service";
import { collectProblems, openIssuer } from "../config/configuration.ts";
import { inspectWithRetry } from "../token/inspect.ts";
import { type CheckResult, fail } from "./check.ts";
import type { Configuration } from "./configuration.ts";
import { formatClusterOptions } from "./diagnose-error.ts";

/** Gets the cluster's keys and verifies the token with them, as the server does. */
export async function checkKeys(
  { file, cluster }: Configuration,
  { text }: PodToken,
  tokenFile: string,
): Promise<CheckResult> {
  const { value: issuer, problems } = await collectProblems(openIssuer(cluster));
  if (issuer === undefined) {
    return fail(problems.join("\n"), `Fix ${file}, or the file that it names.`);
  }
  const { checks } = await inspectWithRetry(text, issuer);
  const failed = checks.filter(({ status }) => status === "failed");
  const [first] = failed;
  if (first === undefined) {
    const found = `The token passes all ${checks.length} checks with the keys of ${issuer.issuer}.`;
    return { finding: { status: "ok", found } };
  }
  return fail(
    failed.map(({ check, message }) => `Check of the ${check}: ${message}`).join(" "),
    `${remedies[first.check] ?? otherRemedy} All checks: eks-auth token inspect ${formatClusterOptions({ config: file, cluster: cluster.name })} --file ${tokenFile}`,
  );
}

const otherRemedy =
  "No kubelet of this cluster would project such a token. Use the cluster that the pod is in.";

const remedies: Readonly<Partial<Record<InspectedCheck["check"], string>>> = {
  key: "The keys must be those of the pod's cluster, and reachable. If they are in a file, copy them again after they change.",
  signature: "The keys must be those of the pod's cluster.",
  issuer: "Fix the cluster's issuer in the configuration, or use the cluster that the pod is in.",
  audience: "Project the token with the audience pods.eks.amazonaws.com.",
  lifetime: "Request a token with a shorter lifetime, or raise the cluster's maxTokenLifetimeSeconds.",
  "not before": "Check the clocks of this machine and of the cluster.",
  expiry: "Check the clocks of this machine and of the cluster.",
};
