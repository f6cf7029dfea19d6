import { computeRanges } from "./code-points.ts";
import type { JavaNode, LineEndNode } from "./syntax.ts";

/**
 * Whether a `\r` of the string can be in front of a position: no; only if a loop read it that would read the `\n` after it
 * too, up to the end of the string; or yes.
 */
export type Return = "no" | "loop" | "yes";

const carriageReturn = 0x0d;
const lineFeed = 0x0a;

/**
 * Finds for each `$` whether it can follow a `\r`. Java has no line end between `\r` and `\n`, so there the translation has to
 * look back.
 */
export function findReturns(node: JavaNode): ReadonlyMap<LineEndNode, Return> {
  const found = new Map<LineEndNode, Return>();
  // A search can begin after any character.
  visit(node, "yes", found);
  return found;
}

/** @returns what is in front of the position after the node */
function visit(node: JavaNode, before: Return, found: Map<LineEndNode, Return>): Return {
  switch (node.kind) {
    case "set":
      return contains(node, carriageReturn) ? "yes" : "no";
    case "sequence":
      return node.nodes.reduce((previous, part) => visit(part, previous, found), before);
    case "choice":
      return worst(...node.choices.map((choice) => visit(choice, before, found)));
    case "repeat": {
      const { node: body, min, max } = node;
      const isLoop = max === Number.POSITIVE_INFINITY && contains(body, lineFeed);
      const once = visit(body, before, found);
      const after = max > 1 ? worst(once, visit(body, worst(before, once), found)) : once;
      const own = isLoop && after === "yes" ? "loop" : after;
      return min === 0 ? worst(own, before) : own;
    }
    case "atomic":
      return visit(node.node, before, found);
    case "look":
      visit(node.node, node.behind ? "yes" : before, found);
      return afterAssertion(before);
    case "word":
      return afterAssertion(before);
    case "start":
      return "no";
    case "lineEnd":
      found.set(node, worst(before, found.get(node) ?? "no"));
      return before;
    case "end":
      return before;
  }
}

/** The assertion can fail after what else the loop would read. */
function afterAssertion(before: Return): Return {
  return before === "loop" ? "yes" : before;
}

function worst(...returns: readonly Return[]): Return {
  return returns.includes("yes") ? "yes" : returns.includes("loop") ? "loop" : "no";
}

function contains(node: JavaNode, point: number): boolean {
  return (
    node.kind === "set" && computeRanges(node.set).some(([first, last]) => first <= point && point <= last)
  );
}
