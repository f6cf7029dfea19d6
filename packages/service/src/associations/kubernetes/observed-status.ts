import { type AssociationStatus, type Condition, conditionTypes } from "./resources.ts";

/** The status of a resource, as far as it is compared with the wanted one. */
export interface ObservedStatus {
  /** The status and reason of each condition, and whether the ID and the ARN are right. Equal texts are one string. */
  readonly summary: string;
  readonly generation: number | undefined;
}

const none: ObservedStatus = { summary: "", generation: undefined };

/** There are few different summaries, and many resources. */
const summaries = new Map<string, string>();
const maxSummaries = 1_000;

/**
 * Reads the status of a resource, which can be anything.
 *
 * @param getIds - the ID and the ARN that it must have; undefined if it must have none
 */
export function observeStatus(
  status: AssociationStatus | undefined,
  getIds: (() => { readonly id: string; readonly arn: string }) | undefined,
): ObservedStatus {
  const { conditions, observedGeneration, associationId, associationArn } = status ?? {};
  if (!Array.isArray(conditions)) {
    return none;
  }
  const isComplete =
    conditions.length === conditionTypes.length &&
    conditions.every((condition) => condition?.observedGeneration === observedGeneration);
  const ids = getIds?.();
  if (!isComplete || associationId !== ids?.id || associationArn !== ids?.arn) {
    return none;
  }
  return { summary: summarize(conditions), generation: observedGeneration };
}

/** Writes the status and the reason of each condition as a text to compare. */
export function summarize(conditions: readonly Pick<Condition, "type" | "status" | "reason">[]): string {
  const text = conditionTypes
    .map((type) => conditions.find((condition) => condition.type === type))
    .map((condition) => `${condition?.status}/${condition?.reason}`)
    .join(" ");
  const known = summaries.get(text);
  if (known === undefined && summaries.size < maxSummaries) {
    summaries.set(text, text);
  }
  return known ?? text;
}
