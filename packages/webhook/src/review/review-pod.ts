import { SerializationException } from "@eks-auth/server-runtime";
import type { AssociationFinder } from "../associations/association-finder.ts";
import { LookUpError } from "../associations/look-up-error.ts";
import { findOptOut, type Injection, type InjectionSkipReason, injectPod } from "../injection/inject-pod.ts";
import { type Pod, PodFormatError, readPod } from "../injection/pod.ts";
import type { InjectionSettings } from "../injection/settings.ts";
import type { AdmissionAnswer, AdmissionRequest } from "./admission-review.ts";

/** Why a pod was not changed, although nothing failed. */
export type SkipReason =
  | InjectionSkipReason
  /** No association is for its service account. */
  | "no_association"
  /** The webhook's configuration sends more than new pods. */
  | "not_a_new_pod";

/** Why a pod did not get what it should have. */
export type FailureReason = "look_up_failed" | "internal_error";

/** The API server refuses longer names, but it has not checked them yet. */
const maxNameLength = 253;

/** A decision about a pod, for logs and metrics. */
export interface PodReview {
  readonly outcome: Injection["outcome"] | "failed";
  /** Undefined for a pod that is injected or unchanged. */
  readonly reason: SkipReason | FailureReason | undefined;
  readonly namespace: string;
  /** At most 253 characters; undefined if it was not read. */
  readonly serviceAccount: string | undefined;
  /** The pod's name, or the beginning of it if the API server chooses the name. At most 253 characters. */
  readonly pod: string | undefined;
  readonly warnings: readonly string[];
  /** An unexpected error. */
  readonly error?: unknown;
}

/** What the decision on a pod needs. */
export interface ReviewOptions {
  readonly associations: AssociationFinder;
  readonly settings: InjectionSettings;
  /** Called for each decision. It must not throw. */
  readonly onReview: (review: PodReview) => void;
}

/**
 * Decides what to add to a pod. The pod is always allowed: without credentials it can still do a part of its work, and
 * its owner gets a warning.
 *
 * @throws SerializationException if the object is not a pod
 */
export async function reviewPod(request: AdmissionRequest, options: ReviewOptions): Promise<AdmissionAnswer> {
  const { uid, namespace } = request;
  const pod = request.isPodCreation ? parsePod(request.object) : undefined;
  const { patch, ...decision } = await decide(pod, namespace, options);
  const warnings = decision.warnings.map((warning) => `eks-auth: ${warning}`);
  const { outcome, reason } = decision;
  options.onReview({
    ...decision,
    namespace,
    serviceAccount: pod?.serviceAccount.slice(0, maxNameLength),
    pod: (pod?.name ?? pod?.generateName)?.slice(0, maxNameLength),
    warnings,
  });
  return { uid, patch, warnings, auditAnnotations: { outcome, ...(reason !== undefined && { reason }) } };
}

type Decision = Pick<PodReview, "outcome" | "reason" | "warnings" | "error"> & Pick<AdmissionAnswer, "patch">;

async function decide(
  pod: Pod | undefined,
  namespace: string,
  { associations, settings }: ReviewOptions,
): Promise<Decision> {
  if (pod === undefined) {
    const warning = "the webhook is only for pods that are created. Correct the rules of its configuration.";
    return { outcome: "skipped", reason: "not_a_new_pod", warnings: [warning] };
  }
  const optOut = findOptOut(pod);
  if (optOut !== undefined) {
    return { outcome: "skipped", reason: optOut, warnings: [] };
  }
  try {
    if (!(await associations.has(namespace, pod.serviceAccount))) {
      return { outcome: "skipped", reason: "no_association", warnings: [] };
    }
    return { reason: undefined, ...injectPod(pod, settings) };
  } catch (error) {
    const isLookUp = error instanceof LookUpError;
    const cause = isLookUp ? error.message : "The webhook met an unexpected error; see its log.";
    const warning = `it is not known whether the service account ${pod.serviceAccount.slice(0, maxNameLength)} has an association, so the pod gets no AWS credentials. ${cause} Create the pod again.`;
    return isLookUp
      ? { outcome: "failed", reason: "look_up_failed", warnings: [warning] }
      : { outcome: "failed", reason: "internal_error", warnings: [warning], error };
  }
}

function parsePod(object: unknown): Pod {
  try {
    return readPod(object);
  } catch (error) {
    if (error instanceof PodFormatError) {
      throw new SerializationException(`The object must be a pod: ${error.message}.`);
    }
    throw error;
  }
}
