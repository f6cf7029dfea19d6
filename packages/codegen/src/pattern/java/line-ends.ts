import { computeRanges } from "./code-points.ts";
import type { JavaNode, LineEndNode } from "./syntax.ts";

const carriageReturn = 0x0d;
const lineFeed = 0x0a;

/**
 * Finds each `$` that can follow a `\r` of the string. Java has no line end between `\r` and `\n`, so there the translation
 * has to look back.
 */
export function findLineEndsAfterReturn(node: JavaNode): ReadonlySet<LineEndNode> {
  const found = new Set<LineEndNode>();
  // A search can begin after any character.
  visit(node, true, found);
  return found;
}

/**
 * @param before - whether the previous character can be a `\r`
 * @returns whether the last character of the node can be one; or the previous one if the node can be empty
 */
function visit(node: JavaNode, before: boolean, found: Set<LineEndNode>): boolean {
  switch (node.kind) {
    case "set":
      return contains(node, carriageReturn);
    case "sequence":
      return node.nodes.reduce((previous, part) => visit(part, previous, found), before);
    case "choice":
      return node.choices.map((choice) => visit(choice, before, found)).includes(true);
    case "repeat": {
      const { node: body, min, max } = node;
      // A loop that reads `\r` reads the `\n` after it too, up to the real end of the string.
      if (max === Number.POSITIVE_INFINITY && contains(body, carriageReturn) && contains(body, lineFeed)) {
        return min === 0 && before;
      }
      const after = visit(body, before, found);
      return (max > 1 && visit(body, after || before, found)) || after || (min === 0 && before);
    }
    case "atomic":
      return visit(node.node, before, found);
    case "look":
      visit(node.node, node.behind || before, found);
      return before;
    case "start":
      return false;
    case "lineEnd":
      if (before && !node.unix) {
        found.add(node);
      }
      return before;
    default:
      return before;
  }
}

function contains(node: JavaNode, point: number): boolean {
  return (
    node.kind === "set" && computeRanges(node.set).some(([first, last]) => first <= point && point <= last)
  );
}
