import type { Finding } from "../../findings/finding.ts";
import { createReportOfChecks, printReport, type Report, type ReportedCheck } from "../../findings/report.ts";
import { formatKubectlCommand, type KubectlAccess } from "../../kubectl/access.ts";
import { KubectlError, withKubectlErrors } from "../../kubectl/kubectl-error.ts";
import { checkAssociations } from "./check-associations.ts";
import { checkPolicies, checkResources } from "./check-definitions.ts";
import { checkNamespace } from "./check-namespace.ts";
import { checkPods } from "./check-pods.ts";
import { checkWebhook } from "./check-webhook.ts";
import { checkAgent, checkService } from "./check-workloads.ts";
import {
  type ClusterCheck,
  type ClusterCheckName,
  type ClusterContext,
  type ClusterScope,
  clusterCheckNames,
  problem,
} from "./cluster-check.ts";
import { ClusterReader } from "./cluster-reader.ts";
import { type ClusterPod, resources } from "./objects.ts";

/** The options of `eks-auth doctor` for a cluster; see its help. */
export interface ClusterDoctorOptions extends KubectlAccess {
  readonly namespace?: string | undefined;
  readonly pod?: string | undefined;
  readonly serviceAccount?: string | undefined;
  readonly json?: boolean | undefined;
}

const checks: Readonly<Record<ClusterCheckName, ClusterCheck>> = {
  resources: checkResources,
  policies: checkPolicies,
  webhook: checkWebhook,
  service: checkService,
  agent: checkAgent,
  namespace: checkNamespace,
  associations: checkAssociations,
  pods: checkPods,
};

/** Runs `eks-auth doctor` for a cluster: checks every part of eks-auth in it through kubectl, and prints the findings. */
export async function runClusterDoctor(options: ClusterDoctorOptions): Promise<void> {
  printReport(await checkCluster(options), options.json ? "json" : "text");
}

/**
 * Checks a cluster.
 *
 * @throws CommandError `kubectl_failed` if the cluster can't be asked
 */
export async function checkCluster({
  context,
  kubeconfig,
  namespace,
  pod,
  serviceAccount,
}: ClusterDoctorOptions): Promise<Report<ClusterCheckName>> {
  const scope: ClusterScope = { access: { context, kubeconfig }, namespace, pod, serviceAccount };
  const state: ClusterContext = { scope, reader: new ClusterReader(scope.access), facts: {} };
  const missingPod = await findPod(state);
  const reported: ReportedCheck<ClusterCheckName>[] = [];
  for (const check of clusterCheckNames) {
    const result =
      check === "pods" && missingPod !== undefined ? missingPod : await runCheck(checks[check], state);
    reported.push({ check, ...result });
    if (check === "resources" && result.status === "failed") {
      break;
    }
  }
  const rest = clusterCheckNames.slice(reported.length);
  const notReached = rest.map((check) => ({
    check,
    status: "not reached" as const,
    found: "Needs the resources.",
  }));
  const place = context === undefined ? "of the kubeconfig" : `of the context ${context}`;
  return createReportOfChecks([...reported, ...notReached], `No check failed in the cluster ${place}.`);
}

/** Reads the pod that the user asks about; a failed finding if there is none. */
async function findPod({ scope, reader, facts }: ClusterContext): Promise<Finding | undefined> {
  const { namespace, pod } = scope;
  if (pod === undefined) {
    return undefined;
  }
  const found = await withKubectlErrors(reader.read<ClusterPod>({ ...resources.pods, namespace }, pod));
  if (found === undefined) {
    return problem(
      "failed",
      "pod_missing",
      `There is no pod ${namespace}/${pod}.`,
      `To list all, run: ${formatKubectlCommand(scope.access, ["get", "pods", "--namespace", namespace ?? ""])}`,
    );
  }
  facts.pod = found;
  return undefined;
}

/** Runs a check. A missing permission is a finding; if the cluster can't be asked at all, no other check could run. */
async function runCheck(check: ClusterCheck, state: ClusterContext): Promise<Finding> {
  try {
    return await check(state);
  } catch (error) {
    if (error instanceof KubectlError && error.code === "forbidden") {
      return problem(
        "warning",
        "not_permitted",
        `Not checked, because the kubeconfig's user has no permission. kubectl said: ${error.quoted}`,
        "Use a user who can read these objects.",
      );
    }
    return withKubectlErrors(Promise.reject(error));
  }
}
