import type { Finding } from "../../findings/finding.ts";
import { type ClusterContext, finding, formatDescribe, formatSome, problem } from "./cluster-check.ts";
import {
  type ClusterPod,
  componentSelector,
  type DaemonSet,
  type Deployment,
  isOfChart,
  resources,
} from "./objects.ts";

/** Checks that the service runs. */
export async function checkService({ reader, scope }: ClusterContext): Promise<Finding> {
  const deployments = await reader.list<Deployment>(resources.deployments, {
    labelSelector: componentSelector("serve"),
  });
  const deployment = deployments.find(isOfChart);
  if (deployment === undefined) {
    return finding(
      "skipped",
      "The service does not run in this cluster.",
      "If agents call a service elsewhere, check it there: eks-auth config check.",
    );
  }
  const { metadata, spec, status = {} } = deployment;
  const name = `The Deployment ${metadata.namespace}/${metadata.name}`;
  const { availableReplicas: available = 0 } = status;
  const wanted = spec?.replicas ?? 1;
  const remedy = formatDescribe(scope.access, "deployment", metadata);
  if (available === 0) {
    return problem(
      "failed",
      "service_not_ready",
      `${name} has no ready pod, so no pod gets credentials.`,
      remedy,
    );
  }
  return available < wanted
    ? problem("warning", "service_not_ready", `${name} has ${available} of ${wanted} ready pods.`, remedy)
    : finding("ok", `${name} has ${available} ready ${available === 1 ? "pod" : "pods"}.`);
}

/** Checks that the agent runs on every node, and on that of the pod. */
export async function checkAgent(context: ClusterContext): Promise<Finding> {
  const { reader, facts, scope } = context;
  const daemonSets = await reader.list<DaemonSet>(resources.daemonSets, {
    labelSelector: componentSelector("agent"),
  });
  const daemonSet = daemonSets.find(isOfChart);
  if (daemonSet === undefined) {
    return problem(
      "failed",
      "agent_missing",
      "There is no DaemonSet of the agent, so no pod gets credentials.",
      "Install it with the chart: agent.enabled is true by default.",
    );
  }
  const ofNode = facts.pod === undefined ? undefined : await checkNode(context, daemonSet, facts.pod);
  if (ofNode !== undefined) {
    return ofNode;
  }
  const { name, namespace } = daemonSet.metadata;
  const { desiredNumberScheduled: desired = 0, numberReady: ready = 0 } = daemonSet.status ?? {};
  const text = `The DaemonSet ${namespace}/${name} has ${ready} ready pods on ${desired} nodes`;
  if (desired === 0) {
    return problem(
      "failed",
      "agent_missing",
      `The DaemonSet ${namespace}/${name} is on no node, so no pod gets credentials.`,
      formatDescribe(scope.access, "daemonset", daemonSet.metadata),
    );
  }
  if (ready < desired) {
    const broken = await listBrokenNodes(context, daemonSet);
    const names = broken.length === 0 ? "" : `: ${formatSome(broken)}`;
    return problem(
      "failed",
      "agent_not_ready",
      `${text}. Pods on the others get no credentials${names}.`,
      `See the events and logs of these pods. ${formatDescribe(scope.access, "daemonset", daemonSet.metadata)}`,
    );
  }
  const nodes = await reader.count(resources.nodes);
  return nodes > desired
    ? problem(
        "warning",
        "agent_missing",
        `${text}; the cluster has ${nodes}. Pods on the others get no credentials.`,
        "Check agent.tolerations, agent.nodeSelector and agent.affinity of the chart. Nodes without kubelet can't have an agent.",
      )
    : finding("ok", `${text}.`);
}

/** Checks the agent on the node of a pod; undefined if it is ready. */
async function checkNode(
  { reader, scope }: ClusterContext,
  { metadata: { namespace } }: DaemonSet,
  pod: ClusterPod,
): Promise<Finding | undefined> {
  const node = pod.spec?.nodeName;
  if (node === undefined) {
    return problem(
      "warning",
      "pod_not_scheduled",
      `The pod ${pod.metadata.name} is not on a node yet.`,
      formatDescribe(scope.access, "pod", pod.metadata),
    );
  }
  const agents = await reader.list<ClusterPod>(
    { ...resources.pods, namespace, fieldSelector: `spec.nodeName=${node}` },
    { labelSelector: componentSelector("agent") },
  );
  const [agent] = agents;
  if (agent === undefined) {
    return problem(
      "failed",
      "agent_missing",
      `The pod's node ${node} has no agent.`,
      "Check agent.tolerations, agent.nodeSelector and agent.affinity of the chart against the node's taints and labels.",
    );
  }
  return isReady(agent)
    ? undefined
    : problem(
        "failed",
        "agent_not_ready",
        `The agent ${namespace}/${agent.metadata.name} on the pod's node ${node} is not ready.`,
        `See its log, too. ${formatDescribe(scope.access, "pod", agent.metadata)}`,
      );
}

/** Lists the nodes whose agent is not ready. Those that have none are not among them. */
async function listBrokenNodes(
  { reader }: ClusterContext,
  { metadata: { namespace } }: DaemonSet,
): Promise<readonly string[]> {
  const agents = await reader.list<ClusterPod>(
    { ...resources.pods, namespace },
    { labelSelector: componentSelector("agent") },
  );
  return agents
    .filter((agent) => !isReady(agent))
    .map(({ spec, metadata }) => spec?.nodeName ?? metadata.name);
}

function isReady({ status }: ClusterPod): boolean {
  return status?.conditions?.some((each) => each.type === "Ready" && each.status === "True") ?? false;
}
