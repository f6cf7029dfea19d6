import { computeRanges } from "./code-points.ts";
import { partsOf } from "./length.ts";
import { type JavaNode, UntranslatableError } from "./syntax.ts";

/**
 * Makes sure that `\b` means the same in Java and ECMAScript. They differ for letters outside ASCII, so it does only in a
 * pattern that matches whole strings of ASCII characters.
 *
 * @throws UntranslatableError if it could differ
 */
export function checkWordBoundaries(node: JavaNode): void {
  if (has(node, ({ kind }) => kind === "word") && !(isWhole(node) && !has(node, readsOther))) {
    throw new UntranslatableError(
      "\\b and \\B mean something else in Java, unless the pattern starts with ^, ends with $ and allows only ASCII characters.",
    );
  }
}

function readsOther(node: JavaNode): boolean {
  return node.kind === "set" && computeRanges(node.set).some(([, last]) => last > 0x7f);
}

function has(node: JavaNode, condition: (node: JavaNode) => boolean): boolean {
  return condition(node) || partsOf(node).some((part) => has(part, condition));
}

function isWhole(node: JavaNode): boolean {
  return hasAt(node, 0, ["start"]) && hasAt(node, -1, ["end", "lineEnd"]);
}

/** @param place - 0 for the start of the pattern, -1 for its end */
function hasAt(node: JavaNode, place: 0 | -1, kinds: readonly string[]): boolean {
  switch (node.kind) {
    case "sequence": {
      const part = node.nodes.at(place);
      return part !== undefined && hasAt(part, place, kinds);
    }
    case "choice":
      return node.choices.every((choice) => hasAt(choice, place, kinds));
    default:
      return kinds.includes(node.kind);
  }
}
