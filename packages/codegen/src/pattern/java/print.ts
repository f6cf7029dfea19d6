import { overlap } from "./code-points.ts";
import { lineTerminators } from "./escapes.ts";
import { isSometimesEmpty, isZeroWidth } from "./length.ts";
import { findReturns, type Return } from "./line-ends.ts";
import { checkLookBehind } from "./look-behind.ts";
import { printSet } from "./print-set.ts";
import { type JavaNode, type LineEndNode, type RepeatNode, UntranslatableError } from "./syntax.ts";

/**
 * What must match after a node up to the end of the pattern: nothing, a line end, the end of the string, something that
 * reads a character which is not a line terminator, or something else.
 */
type Follow = "nothing" | "lineEnd" | "unixLineEnd" | "end" | "character" | "other";

/** A printed node, and what follows the node in front of it. */
interface Printed {
  readonly text: string;
  readonly follow: Follow;
}

/** Matches nothing. */
const impossible: Printed = { text: "[]", follow: "character" };

/**
 * Prints a pattern of Java as an ECMAScript regular expression with the flag `u`, which is searched for in a string as Java's.
 *
 * @throws UntranslatableError if there is no exact equivalent
 */
export function printEcmaScript(node: JavaNode): string {
  return new Printer(findReturns(node)).print(node, "nothing").text;
}

class Printer {
  readonly #returns: ReadonlyMap<LineEndNode, Return>;

  constructor(returns: ReadonlyMap<LineEndNode, Return>) {
    this.#returns = returns;
  }

  print(node: JavaNode, follow: Follow): Printed {
    switch (node.kind) {
      case "set":
        return {
          text: printSet(node.set),
          follow: overlap(node.set, lineTerminators) ? "other" : "character",
        };
      case "sequence":
        return node.nodes.reduceRight<Printed>(
          (rest, part) => {
            const printed = this.#printPart(part, rest.follow);
            return { text: printed.text + rest.text, follow: printed.follow };
          },
          { text: "", follow },
        );
      case "choice":
        return this.#printChoice(node.choices, follow);
      case "repeat":
        return this.#printRepeat(node, follow);
      case "look": {
        if (node.behind) {
          checkLookBehind(node.node);
        }
        const inner = this.print(node.node, node.behind ? "other" : "nothing");
        return {
          text: `(?${node.behind ? "<" : ""}${node.negate ? "!" : "="}${inner.text})`,
          follow: "other",
        };
      }
      case "atomic":
        throw new UntranslatableError("JavaScript has no atomic groups.");
      case "start":
        return { text: "^", follow: "other" };
      case "end":
        return follow === "character" ? impossible : { text: "$", follow: "end" };
      case "lineEnd":
        return this.#printLineEnd(node, follow);
      case "word":
        return { text: node.negate ? "\\B" : "\\b", follow: "other" };
    }
  }

  /** A choice in a sequence needs a group. */
  #printPart(node: JavaNode, follow: Follow): Printed {
    const { text, follow: before } = this.print(node, follow);
    const needsGroup = node.kind === "choice" && node.choices.length > 1;
    return { text: needsGroup ? `(?:${text})` : text, follow: before };
  }

  #printChoice(choices: readonly JavaNode[], follow: Follow): Printed {
    const printed = choices.map((choice) => this.print(choice, follow));
    const [first] = printed;
    const isSame = printed.every((choice) => choice.follow === first?.follow);
    return {
      text: printed.map(({ text }) => text).join("|"),
      follow: isSame && first !== undefined ? first.follow : "other",
    };
  }

  #printRepeat({ node, min, max, mode }: RepeatNode, follow: Follow): Printed {
    if (isZeroWidth(node)) {
      return min === 0 ? { text: "", follow } : this.#printPart(node, follow);
    }
    if (min > 1 && isSometimesEmpty(node)) {
      // Java leaves the loop after an empty iteration, even if the minimum is not reached.
      throw new UntranslatableError(
        "Java counts the iterations of a group differently if a part of it is an assertion.",
      );
    }
    const inner = this.print(node, max === 1 ? follow : "other");
    const body = node.kind === "set" ? inner.text : `(?:${inner.text})`;
    const text = `${body}${printCounts(min, max)}${mode === "lazy" ? "?" : ""}`;
    return { text, follow: min > 0 || inner.follow === follow ? inner.follow : "other" };
  }

  /**
   * At the end of a pattern a line end reads the line terminator, which decides the same without looking ahead, so that an
   * engine without look-arounds can match it. In front of another end it has nothing to decide.
   */
  #printLineEnd(node: LineEndNode, follow: Follow): Printed {
    const same = node.unix ? "unixLineEnd" : "lineEnd";
    if (follow === same || follow === "end") {
      return { text: "", follow };
    }
    if (follow === "character") {
      return impossible;
    }
    const isLast = follow === "nothing";
    const text = `(?:${this.#printTerminators(node, isLast)})?$`;
    return isLast ? { text, follow: same } : { text: `(?=${text})`, follow: "other" };
  }

  #printTerminators(node: LineEndNode, isLast: boolean): string {
    if (node.unix) {
      return "\\n";
    }
    const before = this.#returns.get(node);
    return before === "yes" || (before === "loop" && !isLast)
      ? "\\r\\n|[\\r\\x85\\u2028\\u2029]|(?<!\\r)\\n"
      : "\\r\\n|[\\n\\r\\x85\\u2028\\u2029]";
  }
}

function printCounts(min: number, max: number): string {
  switch (`${min},${max}`) {
    case "0,1":
      return "?";
    case "0,Infinity":
      return "*";
    case "1,Infinity":
      return "+";
    default:
      return min === max ? `{${min}}` : `{${min},${max === Number.POSITIVE_INFINITY ? "" : max}}`;
  }
}
