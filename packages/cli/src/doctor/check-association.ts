import type { PodIdentity } from "@eks-auth/agent/token";
import type { Association } from "@eks-auth/service";
import { distance } from "fastest-levenshtein";
import { collectProblems, loadAssociations } from "../config/configuration.ts";
import { type CheckResult, fail } from "./check.ts";
import type { Configuration } from "./configuration.ts";
import { formatAddCommand } from "./format-commands.ts";

/** Looks for the association of a pod's service account. */
export async function checkAssociation(
  { file: config, cluster }: Configuration,
  pod: PodIdentity,
): Promise<CheckResult> {
  const file = cluster.associations;
  if (file === undefined) {
    return {
      finding: {
        status: "skipped",
        found: `The associations of the cluster ${cluster.name} are resources of its API server, which is not asked.`,
        remedy: `To check them through kubectl, run: eks-auth doctor --context CONTEXT --namespace ${pod.namespace} --service-account ${pod.serviceAccount}`,
      },
    };
  }
  const { value: loaded, problems } = await collectProblems(loadAssociations(file, cluster));
  if (loaded === undefined) {
    return fail("associations_unusable", problems.join("\n"), `Fix ${file}.`);
  }
  const { index } = loaded;
  const association = await index.find(pod.namespace, pod.serviceAccount);
  return association === undefined
    ? fail(
        "association_not_found",
        `${file}, of the cluster ${cluster.name}, has no association for ${pod.namespace}/${pod.serviceAccount}.${describeClosest(index.associations, pod)}`,
        `Add one: ${formatAddCommand({ pod, options: { config, cluster: cluster.name } })}`,
      )
    : {
        finding: { status: "ok", found: describeAssociation(association, pod) },
        facts: { associations: index },
      };
}

function describeAssociation(
  { namespace, serviceAccount, role, targetRole, id }: Association,
  pod: PodIdentity,
): string {
  const isExact = namespace === pod.namespace && serviceAccount === pod.serviceAccount;
  const match = isExact ? "" : ` by ${namespace}/${serviceAccount}, the glob that matches best`;
  const target = targetRole === undefined ? "" : `, and through it the role ${targetRole.arn}`;
  return `${pod.namespace}/${pod.serviceAccount} has the role ${role.arn}${target} (${id})${match}.`;
}

function describeClosest(associations: readonly Association[], pod: PodIdentity): string {
  if (associations.length === 0) {
    return " It has no associations.";
  }
  const closest = findClosest(associations, pod);
  return closest === undefined ? "" : ` The closest is for ${closest.namespace}/${closest.serviceAccount}.`;
}

interface Names {
  readonly namespace: string;
  readonly serviceAccount: string;
}

/** Names that differ in this many letters are not similar. */
const maxDistance = 3;

/**
 * Finds the association whose names are most similar to those of a service account: it is for another namespace, or has
 * a typing error.
 *
 * @returns undefined if none is similar
 */
export function findClosest<Association extends Names>(
  associations: readonly Association[],
  { namespace, serviceAccount }: Names,
): Association | undefined {
  let closest: Association | undefined;
  // One of the two names must be similar.
  let least = 2 * maxDistance;
  for (const association of associations) {
    const sum =
      Math.min(distance(association.namespace, namespace), maxDistance) +
      Math.min(distance(association.serviceAccount, serviceAccount), maxDistance);
    if (sum < least) {
      closest = association;
      least = sum;
    }
  }
  return closest;
}
