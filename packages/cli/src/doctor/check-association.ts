import type { PodIdentity } from "@eks-auth/agent/token";
import { type Association, loadAssociationFile } from "@eks-auth/service";
import { withFileErrors } from "../config/configuration.ts";
import { CommandError } from "../core/command-error.ts";
import type { Finding } from "./check.ts";
import type { Configuration } from "./configuration.ts";
import { writeAddCommand } from "./diagnose-error.ts";

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

/** The names of a service account, or of an association. */
interface Names {
  readonly namespace: string;
  readonly serviceAccount: string;
}

/** More letters than this are no slip of the finger. */
const maxSlips = 3;

/**
 * Finds the association whose names are most like a service account's: one that is for another namespace, or that has a
 * letter or two wrong.
 *
 * @returns `undefined` where none is like it
 */
export function findClosest<Association extends Names>(
  associations: readonly Association[],
  { namespace, serviceAccount }: Names,
): Association | undefined {
  let closest: Association | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const association of associations) {
    const slips =
      Math.min(countSlips(association.namespace, namespace), maxSlips) +
      Math.min(countSlips(association.serviceAccount, serviceAccount), maxSlips);
    // One of the two names must be close.
    if (slips < least && slips < 2 * maxSlips) {
      closest = association;
      least = slips;
    }
  }
  return closest;
}

/** Counts the letters to add, to take away and to change. @see https://en.wikipedia.org/wiki/Levenshtein_distance */
function countSlips(one: string, other: string): number {
  if (Math.abs(one.length - other.length) >= maxSlips) {
    return maxSlips;
  }
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1];
    for (const [at, otherLetter] of [...other].entries()) {
      const changed = (row[at] ?? 0) + (letter === otherLetter ? 0 : 1);
      next.push(Math.min(changed, (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? maxSlips;
}
