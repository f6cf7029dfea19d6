import type { AssociationStore } from "./association.ts";
import { maxAssociations } from "./association-editor.ts";
import { matchGlob, type StepCounter } from "./glob-search.ts";
import { type AssociationNames, associationKey } from "./precedence.ts";

/**
 * Why an association is used for a pod, or not: it is `used`; it matches, but a more specific one is used; it matches, but
 * no association can be used; or it is for another service account or another namespace.
 */
export type AssociationVerdict =
  | "used"
  | "less_specific"
  | "not_usable"
  | "other_service_account"
  | "other_namespace";

/** An association with the reason why it is used for a pod, or not. */
export interface ConsideredAssociation extends AssociationNames {
  readonly verdict: AssociationVerdict;
}

/** The associations of a cluster, compared with a pod. */
export interface ConsideredAssociations {
  /** The closest to the pod, the one that is used first. */
  readonly closest: readonly ConsideredAssociation[];
  /** How many others were compared. */
  readonly omitted: number;
  /**
   * Whether all associations were compared. Of a large store, or one with globs that are slow to compare, only the first
   * are.
   */
  readonly isComplete: boolean;
}

/** The most associations that are listed. */
const maxListed = 20;

/**
 * How many characters are compared, about: a request waits for it. That is enough for 5,000 associations, unless their globs
 * were written to be slow.
 */
const maxSteps = 250_000;

/**
 * Compares the associations of a cluster with a pod, to explain why it has its role or none.
 *
 * @param used - the names of the association that the store found for the pod
 * @returns undefined if the store can't list its associations
 */
export function considerAssociations(
  store: AssociationStore,
  pod: AssociationNames,
  used: AssociationNames | undefined,
): ConsideredAssociations | undefined {
  if (store.names === undefined) {
    return undefined;
  }
  // Several resources of Kubernetes can have the same names.
  const considered = new Map<string, ConsideredAssociation>();
  let isComplete = true;
  let compared = 0;
  const counter: StepCounter = { steps: 0 };
  for (const names of store.names()) {
    if (compared++ === maxAssociations || counter.steps >= maxSteps) {
      isComplete = false;
      break;
    }
    considered.set(associationKey(names), describe(names, compare(names, pod, used, counter)));
  }
  if (used !== undefined) {
    considered.set(associationKey(used), describe(used, "used"));
  }
  const sorted = [...considered.values()].sort((one, other) => rank(one, pod) - rank(other, pod));
  const closest = sorted.slice(0, maxListed);
  return { closest, omitted: sorted.length - closest.length, isComplete };
}

function describe(
  { namespace, serviceAccount }: AssociationNames,
  verdict: AssociationVerdict,
): ConsideredAssociation {
  return { namespace, serviceAccount, verdict };
}

function compare(
  { namespace, serviceAccount }: AssociationNames,
  pod: AssociationNames,
  used: AssociationNames | undefined,
  counter: StepCounter,
): AssociationVerdict {
  if (!matchGlob(namespace, pod.namespace, 0, "/", counter)) {
    return "other_namespace";
  }
  if (!matchGlob(serviceAccount, pod.serviceAccount, 0, "/", counter)) {
    return "other_service_account";
  }
  return used === undefined ? "not_usable" : "less_specific";
}

const ranks: Readonly<Record<AssociationVerdict, number>> = {
  used: 0,
  not_usable: 1,
  less_specific: 1,
  other_service_account: 2,
  other_namespace: 4,
};

/** In another namespace, one for the same service account is closer: often the namespace is the mistake. */
function rank({ serviceAccount, verdict }: ConsideredAssociation, pod: AssociationNames): number {
  const isClose = verdict === "other_namespace" && serviceAccount === pod.serviceAccount;
  return ranks[verdict] - (isClose ? 1 : 0);
}
