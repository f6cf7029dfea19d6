import fc from "fast-check";
import type { AssociationNames } from "../../../src/associations/precedence.ts";

const edge = fc.constantFrom(..."ab01*?");
const label = fc
  .tuple(edge, fc.string({ unit: fc.constantFrom(..."ab01-*?"), maxLength: 40 }), edge)
  .map((parts) => parts.join(""));

/** Names that an association can be for: exact ones and globs. */
export const namesArbitrary: fc.Arbitrary<AssociationNames> = fc.record({
  namespace: label,
  serviceAccount: fc
    .array(label, { minLength: 1, maxLength: 6 })
    .map((labels) => labels.join("."))
    .filter((name) => name.length <= 253),
});
