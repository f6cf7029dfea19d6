import type { JavaNode } from "./syntax.ts";

/** Whether a node reads nothing. It then matches or doesn't, however often it is repeated. */
export function isZeroWidth(node: JavaNode): boolean {
  return node.kind !== "set" && (node.kind === "look" || partsOf(node).every(isZeroWidth));
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
