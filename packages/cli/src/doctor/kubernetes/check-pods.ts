import { type AssociationResource, namesOfResource, ResourceIndex } from "@eks-auth/service/kubernetes";
import { type InjectionSkipReason, injectPod, podSettings, readPod } from "@eks-auth/webhook";
import { isSkipped } from "../../association/kubernetes/describe-resource.ts";
import type { Finding } from "../../findings/finding.ts";
import { formatKubectlCommand } from "../../kubectl/access.ts";
import { serviceAccountOf } from "./check-associations.ts";
import { type ClusterContext, finding, formatSome, problem } from "./cluster-check.ts";
import { type ClusterPod, findWebhook, matchesSelector, resources } from "./objects.ts";

/** How many pods are looked at: about a minute, of which most is the transfer. */
const limits = { maxItems: 20_000, maxMs: 60_000 };

/** A pod whose service account has an association, but that has neither variables nor a token. */
interface MissedPod {
  readonly pod: ClusterPod;
  /** Undefined if it should have been injected. */
  readonly reason: InjectionSkipReason | "excluded_namespace" | undefined;
  /** Whether it is older than its association. */
  readonly isOlder: boolean;
}

/** Checks that the webhook has injected the pods whose service accounts have associations. */
export async function checkPods(context: ClusterContext): Promise<Finding> {
  const { scope, reader, facts } = context;
  const { namespace, access } = scope;
  const index = createIndex(facts.associations ?? []);
  const injected: ClusterPod[] = [];
  const missed: MissedPod[] = [];
  const look = (pod: ClusterPod): void => {
    const found = inspect(pod, index, context);
    if (found === "injected") {
      injected.push(pod);
    } else if (found !== undefined) {
      missed.push(found);
    }
  };
  let list = { count: 1, isCut: false };
  if (facts.pod !== undefined) {
    look(facts.pod);
  } else {
    const fieldSelector = "status.phase!=Succeeded,status.phase!=Failed";
    list = await reader.forEach<ClusterPod>(
      { ...resources.pods, namespace, fieldSelector },
      limits,
      (pod) => {
        if (scope.serviceAccount === undefined || serviceAccountOf(pod) === scope.serviceAccount) {
          look(pod);
        }
      },
    );
  }
  const cut = list.isCut
    ? ` Only the first ${list.count} pods were read. Use --namespace for the others.`
    : "";
  const [first] = missed.filter(({ reason }) => reason === undefined);
  if (first !== undefined) {
    const toFix = missed.filter(({ reason }) => reason === undefined);
    const names = toFix.map(
      ({ pod, isOlder }) => `${formatPod(pod)}${isOlder ? " (older than its association)" : ""}`,
    );
    const { metadata } = first.pod;
    const words = ["delete", "pod", metadata.name, "--namespace", metadata.namespace ?? ""];
    const isOwned = isControlled(first.pod);
    return problem(
      "failed",
      "pods_not_injected",
      `${toFix.length} ${toFix.length === 1 ? "pod has" : "pods have"} an association, but neither its variables nor its token: ${formatSome(names)}.${cut}`,
      `The webhook changes only pods that are created. ${isOwned ? "Delete the pod, so that its controller creates it again" : "Create the pod again; it has no controller that does. First"}: ${formatKubectlCommand(access, words)}`,
    );
  }
  const [skipped] = missed;
  if (skipped?.reason !== undefined) {
    const names = missed.map(({ pod, reason }) => `${formatPod(pod)} (${reason})`);
    return problem(
      facts.pod === undefined ? "warning" : "failed",
      "pods_skipped",
      `${missed.length} ${missed.length === 1 ? "pod has" : "pods have"} an association, but the webhook skips ${missed.length === 1 ? "it" : "them"}: ${formatSome(names)}.${cut}`,
      skipReasons[skipped.reason],
    );
  }
  const found =
    injected.length === 0
      ? `No pod has a service account with an association.${cut}`
      : `${injected.length === 1 ? `The pod ${formatPod(injected[0] as ClusterPod)} has` : `All ${injected.length} pods whose service accounts have associations have`} the variables and the token.${cut}`;
  return list.isCut ? problem("warning", "pods_not_all_read", found) : finding("ok", found);
}

const skipReasons: Readonly<Record<InjectionSkipReason | "excluded_namespace", string>> = {
  opted_out: `Remove the annotation ${podSettings.inject} or the label ${podSettings.skipLabel} from the pod's template, if it should get credentials.`,
  mirror_pod: "A static pod can't have a token. Use a DaemonSet instead.",
  volume_conflict:
    "Rename the volume eks-pod-identity-token in the pod's template, or project a token with the audience pods.eks.amazonaws.com in it.",
  no_container: `Remove the annotation ${podSettings.skipContainers}, or the volume at, below or above /var/run/secrets/pods.eks.amazonaws.com/serviceaccount, from the pod's template.`,
  excluded_namespace:
    "The webhook's namespaceSelector excludes the namespace: see webhook.excludedNamespaces of the chart.",
};

/** Creates an index, so that it takes no time to find the association of each pod. */
function createIndex(associations: readonly AssociationResource[]) {
  const index = new ResourceIndex<ReturnType<typeof toIndexed>>();
  for (const resource of associations) {
    if (!isSkipped(resource)) {
      index.set(toIndexed(resource));
    }
  }
  return index;
}

function toIndexed(resource: AssociationResource) {
  const { namespace: home, name, creationTimestamp } = resource.metadata;
  return { ...namesOfResource(resource), home, name, createdAt: Date.parse(creationTimestamp) };
}

/** Looks at one pod, with the rules of the webhook. */
function inspect(
  pod: ClusterPod,
  index: ReturnType<typeof createIndex>,
  { facts }: ClusterContext,
): "injected" | MissedPod | undefined {
  const { namespace = "", deletionTimestamp, creationTimestamp } = pod.metadata;
  const association = findAssociation(index, namespace, serviceAccountOf(pod));
  if (association === undefined || deletionTimestamp !== undefined) {
    return undefined;
  }
  const result = injectPod(readPod(pod), {
    credentialsUrl: "",
    regionalSts: false,
    tokenExpirationSeconds: 0,
    isCompetingVariable: () => false,
  });
  const isOlder = Date.parse(creationTimestamp) < association.createdAt;
  if (result.outcome === "skipped") {
    return { pod, reason: result.reason, isOlder };
  }
  // A pod that was written by hand works without the label.
  const isComplete =
    result.outcome === "unchanged" || result.patch.every(({ path }) => path.startsWith("/metadata/"));
  if (isComplete) {
    return "injected";
  }
  const selector = facts.webhook && findWebhook(facts.webhook)?.namespaceSelector;
  const labels = { "kubernetes.io/metadata.name": namespace };
  const isExcluded = selector !== undefined && !matchesSelector(selector, labels);
  return { pod, reason: isExcluded ? "excluded_namespace" : undefined, isOlder };
}

/** Finds the association of a service account; undefined too if the globs are so complex that the service gives up. */
function findAssociation(
  index: ReturnType<typeof createIndex>,
  namespace: string,
  serviceAccount: string,
): ReturnType<typeof toIndexed> | undefined {
  try {
    return index.find(namespace, serviceAccount, () => {
      throw new RangeError("the search takes too long");
    });
  } catch (error) {
    if (error instanceof RangeError) {
      return undefined;
    }
    throw error;
  }
}

function isControlled({ metadata }: ClusterPod): boolean {
  const { ownerReferences = [] } = metadata as {
    readonly ownerReferences?: readonly { controller?: boolean }[];
  };
  return ownerReferences.some(({ controller }) => controller);
}

function formatPod({ metadata: { namespace, name } }: ClusterPod): string {
  return `${namespace}/${name}`;
}
