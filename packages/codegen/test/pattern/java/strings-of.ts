import fc from "fast-check";
import { computeRanges } from "../../../src/pattern/java/code-points.ts";
import type { JavaNode } from "../../../src/pattern/java/syntax.ts";

/** Characters that Java and ECMAScript could treat differently. */
const special = [
  ..."aAzZ09_-.:/@ \t\n\v\f\r\0\x1c\x7f\u0085\u00a0\u00e9\u017f\u212a\u0301\u0660\u180e\u200d\u2028\u2029\u3000\ufeff",
  ..."\u{10400}\u{1f600}",
  "\r\n",
  "\ud83d",
  "\ude00",
];

/** Strings that the pattern matches if its assertions hold, and strings that differ from these in one or two places. */
export function stringsOf(node: JavaNode): fc.Arbitrary<string> {
  const matching = matchesOf(node);
  const end = fc.constantFrom("", "", "\n", "\r", "\r\n", "\n\r", "\n\n", "\u0085", "\u2028", "x");
  const start = fc.constantFrom("", "", "", "\n", "x", "\u{1f600}");
  return fc
    .tuple(
      start,
      matching,
      end,
      fc.array(fc.tuple(fc.nat(), fc.nat(2), fc.constantFrom(...special)), { maxLength: 2 }),
    )
    .map(([first, middle, last, changes]) => changes.reduce(change, first + middle + last));
}

/** Inserts, replaces or removes a character. */
function change(text: string, [place, kind, character]: [number, number, string]): string {
  const index = place % (text.length + 1);
  return text.slice(0, index) + (kind === 2 ? "" : character) + text.slice(index + (kind === 0 ? 0 : 1));
}

function matchesOf(node: JavaNode): fc.Arbitrary<string> {
  switch (node.kind) {
    case "set": {
      const ranges = computeRanges(node.set);
      const borders = ranges.slice(0, 40).flatMap(([first, last]) => [first, last, (first + last) >> 1]);
      return borders.length === 0
        ? fc.constant("")
        : fc.constantFrom(...borders).map((point) => String.fromCodePoint(point));
    }
    case "sequence":
      return fc.tuple(...node.nodes.map(matchesOf)).map((parts) => parts.join(""));
    case "choice":
      return fc.oneof(...node.choices.map(matchesOf));
    case "repeat": {
      const { min } = node;
      const most = Math.min(node.max, min + 3);
      const counts = [
        ...new Set([min - 1, min, min + 1, most, ...(node.max < 200 ? [node.max, node.max + 1] : [])]),
      ];
      return fc
        .constantFrom(...counts.filter((count) => count >= 0 && count < 400))
        .chain((count) =>
          fc
            .array(matchesOf(node.node), { minLength: count, maxLength: count })
            .map((parts) => parts.join("")),
        );
    }
    case "atomic":
      return matchesOf(node.node);
    case "look":
      return node.negate ? fc.constant("") : fc.oneof(fc.constant(""), matchesOf(node.node));
    default:
      return fc.constant("");
  }
}
