import { codePoints, overlap } from "./code-points.ts";
import { partsOf } from "./length.ts";
import { type JavaNode, UntranslatableError } from "./syntax.ts";

const surrogatesAndAbove = codePoints([
  [0xd800, 0xdfff],
  [0x10000, 0x10ffff],
]);

/**
 * Makes sure that Java finds in front of a position what ECMAScript finds there.
 *
 * @param node - the content of a look-behind
 * @throws UntranslatableError if it could differ
 */
export function checkLookBehind(node: JavaNode): void {
  if (node.kind === "repeat" && node.max === Number.POSITIVE_INFINITY) {
    throw new UntranslatableError("Java looks behind only to a limit, and there is none.");
  }
  if (node.kind === "set" && overlap(node.set, surrogatesAndAbove)) {
    throw new UntranslatableError(
      "Java doesn't look behind in the same way for characters of two UTF-16 units, which a part of the pattern allows.",
    );
  }
  partsOf(node).forEach(checkLookBehind);
}
