import {
  associationGroup,
  associationVersion,
  clusterPodIdentityAssociations,
  podIdentityAssociations,
} from "@eks-auth/service/kubernetes";
import type { Finding } from "../../findings/finding.ts";
import { type ClusterContext, finding, formatSome, problem } from "./cluster-check.ts";
import { type Definition, isOfChart, type Policy, type PolicyBinding, resources } from "./objects.ts";

const install = "Install the Helm chart eks-auth in this cluster, or check --context.";

/** Checks that the API server serves the association resources. */
export async function checkResources({ reader }: ClusterContext): Promise<Finding> {
  const names = [podIdentityAssociations, clusterPodIdentityAssociations].map(
    ({ plural }) => `${plural}.${associationGroup}`,
  );
  const definitions = await Promise.all(
    names.map((name) => reader.read<Definition>(resources.definitions, name)),
  );
  const missing = names.filter((_, index) => definitions[index] === undefined);
  if (missing.length > 0) {
    return problem(
      "failed",
      "resources_missing",
      `The CustomResourceDefinition ${missing.join(" and ")} does not exist.`,
      install,
    );
  }
  const unusable = names.filter((_, index) => !isServed(definitions[index]));
  return unusable.length > 0
    ? problem(
        "failed",
        "resources_not_served",
        `The API server does not serve ${unusable.join(" and ")} in the version ${associationVersion}.`,
        "Wait a moment. If it stays, upgrade the chart: helm upgrade.",
      )
    : finding("ok", `The API server serves ${names.join(" and ")}.`);
}

function isServed(definition: Definition | undefined): boolean {
  const isEstablished = definition?.status?.conditions?.some(
    ({ type, status }) => type === "Established" && status === "True",
  );
  const version = definition?.spec?.versions?.find(({ name }) => name === associationVersion);
  return isEstablished === true && version?.served === true;
}

/** Checks that admission enforces who can name which role. */
export async function checkPolicies({ reader }: ClusterContext): Promise<Finding> {
  const [policies, bindings] = await Promise.all([
    reader.list<Policy>(resources.policies),
    reader.list<PolicyBinding>(resources.bindings),
  ]);
  const enforced = new Set(
    bindings
      .filter(({ spec }) => spec?.validationActions?.includes("Deny"))
      .map(({ spec }) => spec?.policyName),
  );
  const guards = [
    { object: "associations", policy: policies.find((policy) => isAboutAssociations(policy)) },
    { object: "namespaces", policy: policies.find((policy) => isAboutNamespaces(policy)) },
  ];
  const missing = guards
    .filter(({ policy }) => !enforced.has(policy?.metadata.name))
    .map(({ object }) => object);
  if (missing.length > 0) {
    return problem(
      "warning",
      "policies_missing",
      `No ValidatingAdmissionPolicy of eks-auth is in force for ${missing.join(" and ")}.${missing.includes("namespaces") ? " So everyone who can change a namespace can allow its associations any role." : ""}`,
      "Upgrade the chart with its policies: helm upgrade.",
    );
  }
  const broken = guards.filter(({ policy }) => policy?.status?.typeChecking?.expressionWarnings?.length);
  const names = guards.map(({ policy }) => policy?.metadata.name ?? "");
  return broken.length > 0
    ? problem(
        "warning",
        "policies_broken",
        `The API server has warnings about the policy ${formatSome(broken.map(({ policy }) => policy?.metadata.name ?? ""))}.`,
        "Upgrade the chart, or the cluster: the policies need Kubernetes 1.30.",
      )
    : finding("ok", `The policies ${names.join(" and ")} are in force.`);
}

function isAboutAssociations({ spec }: Policy): boolean {
  return rulesOf(spec).some(
    ({ apiGroups = [], resources: names = [] }) =>
      apiGroups.includes(associationGroup) && names.includes(podIdentityAssociations.plural),
  );
}

function isAboutNamespaces(policy: Policy): boolean {
  return (
    isOfChart(policy) &&
    rulesOf(policy.spec).some(({ resources: names = [] }) => names.includes("namespaces"))
  );
}

function rulesOf(spec: Policy["spec"]) {
  return spec?.matchConstraints?.resourceRules ?? [];
}
