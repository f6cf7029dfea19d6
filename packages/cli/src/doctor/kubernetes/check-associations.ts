import type { KubernetesObject } from "@eks-auth/kubernetes";
import {
  type AssociationResource,
  allowedRolesAnnotation,
  type ConditionReason,
  clusterPodIdentityAssociations,
  matchesNamespace,
  namesOfResource,
  podIdentityAssociations,
  selectResource,
} from "@eks-auth/service/kubernetes";
import {
  findCondition,
  formatAnnotateCommand,
  formatResource,
  isSkipped,
} from "../../association/kubernetes/describe-resource.ts";
import { associationPageSize } from "../../association/kubernetes/resource-client.ts";
import { quoteForShell } from "../../core/output.ts";
import type { Finding } from "../../findings/finding.ts";
import type { FindingCode } from "../../findings/finding-codes.ts";
import type { KubectlAccess } from "../../kubectl/access.ts";
import { type ClusterContext, finding, formatSome, problem } from "./cluster-check.ts";
import { resources } from "./objects.ts";

const pages = { pageSize: associationPageSize };

/** Checks the status of the associations: of one service account, of a namespace, or of the cluster. */
export async function checkAssociations(context: ClusterContext): Promise<Finding> {
  const { scope, reader, facts } = context;
  const { namespace } = scope;
  const [namespaced, clusterWide] = await Promise.all([
    reader.list<AssociationResource>({ ...podIdentityAssociations, namespace }, pages),
    reader.listIfPermitted<AssociationResource>(clusterPodIdentityAssociations, pages),
  ]);
  const associations = [
    ...namespaced,
    ...(clusterWide ?? []).filter(
      (resource) => namespace === undefined || matchesNamespace(namesOfResource(resource), namespace),
    ),
  ];
  facts.associations = associations;
  const serviceAccount = facts.pod === undefined ? scope.serviceAccount : serviceAccountOf(facts.pod);
  if (namespace !== undefined && serviceAccount !== undefined) {
    return checkServiceAccount(context, associations, { namespace, serviceAccount });
  }
  return checkAll(context, associations);
}

/** The service account of a pod. */
export function serviceAccountOf({
  spec,
}: {
  readonly spec?: { readonly serviceAccountName?: string };
}): string {
  return spec?.serviceAccountName || "default";
}

async function checkServiceAccount(
  context: ClusterContext,
  associations: readonly AssociationResource[],
  names: { readonly namespace: string; readonly serviceAccount: string },
): Promise<Finding> {
  const { access } = context.scope;
  const resource = selectResource(
    associations.filter((each) => !isSkipped(each)),
    names,
  );
  const text = `${names.namespace}/${names.serviceAccount}`;
  if (resource === undefined) {
    const skipped = selectResource(associations, names);
    return skipped === undefined
      ? problem(
          "failed",
          "association_not_found",
          `There is no association for ${text}.`,
          `Add one: eks-auth association add ${formatAccess(access)}--namespace ${names.namespace} --service-account ${names.serviceAccount} --role-arn ROLE_ARN`,
        )
      : describeProblem(context, skipped);
  }
  const ready = findCondition(resource, "Ready");
  return ready?.status === "True"
    ? finding(
        "ok",
        `${text} has the role ${resource.spec.targetRoleArn ?? resource.spec.roleArn}, by ${formatResource(resource)}.`,
      )
    : describeProblem(context, resource);
}

async function checkAll(
  context: ClusterContext,
  associations: readonly AssociationResource[],
): Promise<Finding> {
  if (associations.length === 0) {
    return problem(
      "warning",
      "associations_missing",
      "There are no associations.",
      `Add one: eks-auth association add ${formatAccess(context.scope.access)}--namespace NAMESPACE --service-account NAME --role-arn ROLE_ARN`,
    );
  }
  const notReady = associations.filter((each) => findCondition(each, "Ready")?.status !== "True");
  const isRefused = (each: AssociationResource): boolean => {
    const reason = findCondition(each, "Ready")?.reason;
    return reason !== undefined && reason !== "Superseded";
  };
  const refused = notReady.filter(isRefused);
  if (notReady.length === 0) {
    return finding("ok", `All ${associations.length} associations are ready.`);
  }
  const count = `${notReady.length} of ${associations.length} associations are not ready: `;
  const [first] = refused.length > 0 ? refused : notReady;
  const names = [...refused, ...notReady.filter((each) => !isRefused(each))].map(
    (each) => `${formatResource(each)} (${findCondition(each, "Ready")?.reason ?? "no status"})`,
  );
  const ofFirst = first === undefined ? undefined : await describeProblem(context, first);
  return problem(
    refused.length > 0 ? "failed" : "warning",
    ofFirst?.code ?? "association_not_read",
    `${count}${formatSome(names)}.`,
    ofFirst && `For the first: ${ofFirst.remedy}`,
  );
}

/** Describes why an association is not ready, and the fix. Decides on the reason of the condition. */
async function describeProblem(
  { scope, reader }: ClusterContext,
  resource: AssociationResource,
): Promise<Finding> {
  const name = formatResource(resource);
  const ready = findCondition(resource, "Ready");
  if (ready === undefined) {
    return problem(
      "warning",
      "association_not_read",
      `${name} has no status of its last change: the service has not read it yet.`,
      "If it stays, see the service's log, and whether its configuration has associationResources for this cluster.",
    );
  }
  const { metadata, spec } = resource;
  const { namespace } = metadata;
  let remedy: string | undefined = remedies[ready.reason];
  if (ready.reason === "NotAllowedInNamespace" && namespace !== undefined) {
    const object = await reader.read<KubernetesObject>(resources.namespaces, namespace);
    const annotation = object?.metadata.annotations?.[allowedRolesAnnotation];
    const roles = [spec.roleArn, ...(spec.targetRoleArn === undefined ? [] : [spec.targetRoleArn])];
    remedy = `An administrator can allow it: ${formatAnnotateCommand(scope.access, namespace, annotation, roles)}`;
  }
  return problem(
    ready.reason === "Superseded" ? "warning" : "failed",
    codes[ready.reason] ?? "association_invalid",
    `${name} is not in effect (${ready.reason}): ${ready.message}`,
    remedy ?? "Follow the message of the condition Ready.",
  );
}

const codes: Readonly<Partial<Record<ConditionReason, FindingCode>>> = {
  NotAllowedInNamespace: "role_not_allowed",
  NotAllowedInCluster: "role_not_allowed",
  Superseded: "association_superseded",
};

const remedies: Readonly<Partial<Record<ConditionReason, string>>> = {
  Invalid: "Fix the field that the message names.",
  NotAllowedInCluster:
    "Use another role, or add it to allowedRoles of the cluster: the chart's value cluster.allowedRoles.",
  Superseded: "Remove this association, or the other one that the message names.",
};

function formatAccess({ context, kubeconfig }: KubectlAccess): string {
  return [
    ...(kubeconfig === undefined ? [] : [`--kubeconfig ${quoteForShell(kubeconfig)} `]),
    ...(context === undefined ? [] : [`--context ${quoteForShell(context)} `]),
  ].join("");
}
