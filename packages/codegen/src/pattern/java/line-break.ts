import { codePoint } from "./code-points.ts";
import { verticalSpace } from "./escapes.ts";
import { partsOf } from "./length.ts";
import type { JavaNode } from "./syntax.ts";

/** `\R`: a line break of one or two characters. */
export const lineBreak: JavaNode = {
  kind: "choice",
  choices: [
    {
      kind: "sequence",
      nodes: [
        { kind: "set", set: codePoint(0x0d) },
        { kind: "set", set: codePoint(0x0a) },
      ],
    },
    { kind: "set", set: verticalSpace },
  ],
};

/** Whether a node has a `\R`. In a quantifier Java doesn't divide `\r\n`, which has no exact equivalent. */
export function hasLineBreak(node: JavaNode): boolean {
  return node === lineBreak || partsOf(node).some(hasLineBreak);
}
