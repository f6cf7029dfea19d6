import type { JavaNode } from "./syntax.ts";

/** Whether a node reads nothing. It then matches or doesn't, however often it is repeated. */
export function isZeroWidth(node: JavaNode): boolean {
  return node.kind !== "set" && (node.kind === "look" || partsOf(node).every(isZeroWidth));
}

/** Whether a node can match without reading, but only where an assertion in it holds: `^|a`. */
export function isSometimesEmpty(node: JavaNode): boolean {
  return canBeEmpty(node, true) && !canBeEmpty(node, false);
}

function canBeEmpty(node: JavaNode, doAssertionsHold: boolean): boolean {
  switch (node.kind) {
    case "set":
      return false;
    case "sequence":
      return node.nodes.every((part) => canBeEmpty(part, doAssertionsHold));
    case "choice":
      return node.choices.some((choice) => canBeEmpty(choice, doAssertionsHold));
    case "repeat":
      return node.min === 0 || canBeEmpty(node.node, doAssertionsHold);
    case "atomic":
      return canBeEmpty(node.node, doAssertionsHold);
    default:
      return doAssertionsHold;
  }
}

/** The nodes that a node contains directly. */
export function partsOf(node: JavaNode): readonly JavaNode[] {
  switch (node.kind) {
    case "sequence":
      return node.nodes;
    case "choice":
      return node.choices;
    case "repeat":
    case "atomic":
    case "look":
      return [node.node];
    default:
      return [];
  }
}
