import type { Step } from "../report/finding.ts";
import { attributionRules } from "./attribution-rules.ts";
import { describeRefusal, type Refusal, type Refuser } from "./refusal.ts";
import type { RefusedPod } from "./refused-pod.ts";

/** The step that a refusal is about, whoever handed it on. */
export interface Verdict {
  readonly step: Step;
  /** Who said so. */
  readonly by: Refuser;
  readonly found: string;
  readonly remedy: string;
}

/** Finds the step that a refusal is about, and how to mend it. */
export function attributeRefusal(refusal: Refusal, pod: RefusedPod): Verdict {
  const { by } = refusal;
  const found = describeRefusal(refusal);
  const rule = attributionRules.find(({ fits }) => fits(refusal));
  return rule === undefined
    ? { step: by, by, found, remedy: `The log of the ${by} says more.` }
    : { step: rule.step, by, found, remedy: rule.writeRemedy(pod) };
}
