import { type CodePoints, codePoints, invert, overlap } from "./code-points.ts";
import { lineTerminators } from "./escapes.ts";
import { isZeroWidth } from "./length.ts";
import { type JavaNode, type RepeatNode, UntranslatableError } from "./syntax.ts";

/**
 * Replaces possessive quantifiers and atomic groups by normal ones if the same strings match: what follows can't start
 * with a character that the quantifier reads.
 *
 * @throws UntranslatableError if other strings could match
 */
export function relaxPossessive(node: JavaNode): JavaNode {
  return relax(node, []);
}

const everything = [invert(codePoints([]))];

/** @param follow - the characters that what follows the node can start with */
function relax(node: JavaNode, follow: readonly CodePoints[]): JavaNode {
  switch (node.kind) {
    case "sequence": {
      const nodes: JavaNode[] = [];
      let next = follow;
      for (const part of node.nodes.toReversed()) {
        nodes.unshift(relax(part, next));
        next = findFirst(part, next);
      }
      return { kind: "sequence", nodes };
    }
    case "choice":
      return { kind: "choice", choices: node.choices.map((choice) => relax(choice, follow)) };
    case "repeat": {
      const { node: body, mode } = node;
      if (mode === "possessive" && !hasSameMatches(node, follow)) {
        throw new UntranslatableError(
          "JavaScript has no possessive quantifiers, and without the + other strings could match.",
        );
      }
      const again = node.max > 1 ? [...findFirst(body, follow), ...follow] : follow;
      return { ...node, mode: mode === "lazy" ? mode : "greedy", node: relax(body, again) };
    }
    case "look":
      // What follows a lookbehind must not be read by it.
      return { ...node, node: relax(node.node, node.behind ? everything : []) };
    case "atomic":
      if (!hasOneWay(node.node)) {
        throw new UntranslatableError(
          "JavaScript has no atomic groups, and with a normal group other strings could match.",
        );
      }
      return relax(node.node, follow);
    default:
      return node;
  }
}

/** Whether a possessive quantifier and a greedy one match the same strings. */
function hasSameMatches({ node, min, max }: RepeatNode, follow: readonly CodePoints[]): boolean {
  return (
    isZeroWidth(node) ||
    (node.kind === "set" && (min === max || !follow.some((set) => overlap(node.set, set))))
  );
}

/** The characters that a node can start with, together with what follows if the node can be empty. */
function findFirst(node: JavaNode, follow: readonly CodePoints[]): readonly CodePoints[] {
  switch (node.kind) {
    case "set":
      return [node.set];
    case "sequence":
      return node.nodes.reduceRight((next, part) => findFirst(part, next), follow);
    case "choice":
      return node.choices.flatMap((choice) => findFirst(choice, follow));
    case "repeat":
      return [...findFirst(node.node, follow), ...(node.min === 0 ? follow : [])];
    case "atomic":
      return findFirst(node.node, follow);
    case "end":
      return [];
    case "lineEnd":
      // It looks at the next characters too.
      return [lineTerminators];
    default:
      return everything;
  }
}

/** Whether a matcher has only one way to match the node at a position. */
function hasOneWay(node: JavaNode): boolean {
  switch (node.kind) {
    case "sequence":
      return node.nodes.every(hasOneWay);
    case "choice":
      return node.choices.length === 1 && node.choices.every(hasOneWay);
    case "repeat":
      return node.min === node.max && node.mode !== "possessive" && hasOneWay(node.node);
    case "atomic":
      return hasOneWay(node.node);
    default:
      return true;
  }
}
