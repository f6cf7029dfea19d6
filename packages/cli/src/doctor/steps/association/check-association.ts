import type { PodIdentity } from "@eks-auth/agent/token";
import { type Association, loadAssociationFile } from "@eks-auth/service";
import { withFileErrors } from "../../../config/configuration.ts";
import { CommandError } from "../../../core/command-error.ts";
import { writeAddCommand } from "../../attribution/refused-pod.ts";
import type { Configuration } from "../../configuration/read-configuration.ts";
import type { Finding } from "../../report/finding.ts";
import { findClosest } from "./find-closest.ts";

/** Checks that a pod's service account has an association. */
export async function checkAssociation(
  { file: config, cluster }: Configuration,
  pod: PodIdentity,
): Promise<Finding> {
  const file = cluster.associations;
  try {
    const index = await withFileErrors(loadAssociationFile(file, cluster));
    const association = await index.find(pod.namespace, pod.serviceAccount);
    return association === undefined
      ? {
          status: "failed",
          found: `${file} has no association for ${pod.namespace}/${pod.serviceAccount}.${describeClosest(index.associations, pod)}`,
          remedy: `Add one: ${writeAddCommand({ pod, options: { config, cluster: cluster.name } })}`,
        }
      : { status: "ok", found: describe(association, pod) };
  } catch (error) {
    if (!(error instanceof CommandError)) {
      throw error;
    }
    return { status: "failed", found: error.message, remedy: `Correct ${file}.` };
  }
}

function describe(
  { namespace, serviceAccount, role, targetRole, id }: Association,
  pod: PodIdentity,
): string {
  const isOwn = namespace === pod.namespace && serviceAccount === pod.serviceAccount;
  const by = isOwn ? "" : ` by ${namespace}/${serviceAccount}, the glob that matches best`;
  const further = targetRole === undefined ? "" : `, and by it the role ${targetRole.arn}`;
  return `${pod.namespace}/${pod.serviceAccount} has the role ${role.arn}${further} (${id})${by}.`;
}

function describeClosest(associations: readonly Association[], pod: PodIdentity): string {
  if (associations.length === 0) {
    return " It has none at all.";
  }
  const closest = findClosest(associations, pod);
  return closest === undefined ? "" : ` The closest is for ${closest.namespace}/${closest.serviceAccount}.`;
}
