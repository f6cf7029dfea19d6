import type { Considered, ConsideredNames, Exchange } from "../../../src/console/api-types.ts";
import type { FaultKind } from "../../../src/dev/faults/fault-kinds.ts";

/** The pod of an exchange, `shop/cart-0`, or what is known instead. */
export function describePod({ pod, outcome }: Exchange): string {
  if (pod !== undefined) {
    return `${pod.namespace}/${pod.name}`;
  }
  return outcome === "fault" ? "fault injected" : "not verified";
}

export const outcomeTexts: Readonly<Record<Exchange["outcome"], string>> = {
  granted: "granted",
  refused: "refused",
  fault: "fault",
};

/** What a fault did to the exchange. */
export const faultEffects: Readonly<Record<FaultKind, string>> = {
  throttle: "The API answered 429 ThrottlingException before it looked at the token.",
  "server-error": "The API answered 500 InternalServerException before it looked at the token.",
  slow: "The agent waited before it called the API. The exchange itself follows.",
  expired: "The credentials look valid, but the STS of eks-auth dev refuses them with ExpiredToken.",
  clock: "The clock of the API differed, so the expiration is shifted.",
};

const verdictTexts: Readonly<Record<ConsideredNames["verdict"], string>> = {
  used: "used",
  less_specific: "also matches, but the one that is used is more specific",
  not_usable: "matches, but can't be used",
  other_service_account: "is for another service account",
  other_namespace: "is for another namespace",
};

/** Why an association was used, or not. */
export function describeVerdict({ verdict }: ConsideredNames): string {
  return verdictTexts[verdict];
}

/** What the list of associations leaves out. */
export function describeOmitted({ omitted, isComplete }: Considered): string | undefined {
  if (!isComplete) {
    return "There are more associations than were compared.";
  }
  return omitted === 0 ? undefined : `${omitted} ${omitted === 1 ? "other is" : "others are"} not shown.`;
}
