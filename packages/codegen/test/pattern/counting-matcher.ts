import { type AST, RegExpParser } from "@eslint-community/regexpp";

type Continue = (index: number) => boolean;
type Matcher = (index: number, next: Continue) => boolean;

/**
 * Searches a string by the algorithm of the ECMAScript specification, and counts the attempts to read a character.
 *
 * @param pattern - an expression without lookbehinds and backreferences
 * @param text - a string without surrogates
 * @param maxCount - the count at which the search stops
 * @see https://tc39.es/ecma262/#sec-pattern-semantics
 */
export function countAttempts(
  pattern: string,
  text: string,
  maxCount: number,
): { found: boolean; count: number } {
  const { alternatives } = new RegExpParser().parsePattern(pattern, undefined, undefined, { unicode: true });
  const counting = new Counting(text, maxCount);
  const matcher = counting.compileAlternatives(alternatives);
  let found = false;
  for (let start = 0; start <= text.length && !found && counting.count < maxCount; start++) {
    found = matcher(start, () => true);
  }
  return { found, count: counting.count };
}

class Counting {
  count = 0;
  readonly #text: string;
  readonly #maxCount: number;

  constructor(text: string, maxCount: number) {
    this.#text = text;
    this.#maxCount = maxCount;
  }

  compileAlternatives(alternatives: readonly AST.Alternative[]): Matcher {
    const matchers = alternatives.map(({ elements }) => this.#compileSequence(elements));
    return (index, next) => matchers.some((matcher) => matcher(index, next));
  }

  #compileSequence(elements: readonly AST.Element[]): Matcher {
    return elements
      .map((element) => this.#compileElement(element))
      .reduceRight<Matcher>(
        (rest, matcher) => (index, next) => matcher(index, (middle) => rest(middle, next)),
        (index, next) => next(index),
      );
  }

  #compileElement(element: AST.Element): Matcher {
    switch (element.type) {
      case "Group":
      case "CapturingGroup":
        return this.compileAlternatives(element.alternatives);
      case "Quantifier":
        return this.#compileQuantifier(element);
      case "Assertion":
        return this.#compileAssertion(element);
      default: {
        const expression = new RegExp(`^${element.raw}$`, "u");
        return (index, next) => {
          this.count++;
          const isRead = index < this.#text.length && expression.test(this.#text.charAt(index));
          return this.count < this.#maxCount && isRead && next(index + 1);
        };
      }
    }
  }

  #compileAssertion(assertion: AST.Assertion): Matcher {
    if (assertion.kind === "lookahead") {
      const ahead = this.compileAlternatives(assertion.alternatives);
      return (index, next) => ahead(index, () => true) !== assertion.negate && next(index);
    }
    const expression = new RegExp(assertion.raw, "uy");
    return (index, next) => {
      expression.lastIndex = index;
      return expression.test(this.#text) && next(index);
    };
  }

  /** RepeatMatcher of the specification. */
  #compileQuantifier({ element, min, max, greedy }: AST.Quantifier): Matcher {
    const matcher = this.#compileElement(element);
    const repeat = (left: number, limit: number, index: number, next: Continue): boolean => {
      if (limit === 0) {
        return next(index);
      }
      const again = () =>
        matcher(index, (end) =>
          left === 0 && end === index ? false : repeat(Math.max(left - 1, 0), limit - 1, end, next),
        );
      if (left > 0) {
        return again();
      }
      return greedy ? again() || next(index) : next(index) || again();
    };
    return (index, next) => repeat(min, max, index, next);
  }
}
