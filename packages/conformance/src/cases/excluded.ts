import type { Case } from "./case.ts";

/** A case that no server can be held to, and why. */
export interface Exclusion {
  readonly kind: Case["kind"];
  readonly id: string;
  readonly reason: string;
}

const noBody =
  "The fixture expects members of a body and sends none: it was written for clients, whose compressed bytes differ " +
  "from one library to the next. No server can read what is not sent.";

/** The excluded cases. Operations with event streams are left out of the models: see `official-models/services.ts`. */
export const exclusions: readonly Exclusion[] = [
  { kind: "request", id: "SDKAppliedContentEncoding_restJson1", reason: noBody },
  { kind: "request", id: "SDKAppendedGzipAfterProvidedEncoding_restJson1", reason: noBody },
  {
    kind: "malformed",
    id: "RestJsonMalformedPatternReDOSString",
    reason:
      "It has no parameters, so `$$` in the expected message stands for itself: but it was written for one `$`, " +
      "the end of the model's pattern, which is what every server answers.",
  },
];

/** Finds the exclusion of a case. */
export function findExclusion({ kind, id }: Case): Exclusion | undefined {
  return exclusions.find((exclusion) => exclusion.kind === kind && exclusion.id === id);
}
