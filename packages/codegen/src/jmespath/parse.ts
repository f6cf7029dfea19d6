import { type Comparator, comparators, type Expression, UnsupportedExpressionError } from "./syntax.ts";
import { type Token, tokenize } from "./tokens.ts";

/**
 * Parses a JMESPath expression, as waiters have it.
 *
 * @throws UnsupportedExpressionError if it is not valid, or has what the generator doesn't compile: slices, lists and objects
 *   of expressions, and `*` for the values of an object
 */
export function parseExpression(text: string): Expression {
  const parser = new Parser(tokenize(text));
  const expression = parser.parse(0);
  parser.requireEnd();
  return expression;
}

/** How strongly operators bind: `a || b && c` is `a || (b && c)`. Those from 10 on continue a projection. */
const bindingPowers: Readonly<Record<string, number>> = {
  "|": 1,
  "||": 2,
  "&&": 3,
  ...Object.fromEntries(comparators.map((comparator) => [comparator, 5])),
  "[]": 9,
  "[?": 21,
  ".": 40,
  "[": 55,
};
const lowestOfProjection = 10;

const current: Expression = { kind: "current" };

/** A Pratt parser: an operand, then operators as long as they bind more strongly than the one before. */
class Parser {
  readonly #tokens: readonly Token[];
  #index = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  requireEnd(): void {
    if (this.#index < this.#tokens.length) {
      throw this.#unexpected();
    }
  }

  parse(power: number): Expression {
    let left = this.#parseOperand();
    for (let next = this.#power(); next > power; next = this.#power()) {
      left = this.#parseOperator(left, next);
    }
    return left;
  }

  #parseOperand(): Expression {
    const token = this.#tokens[this.#index];
    if (token?.kind === "identifier") {
      this.#index++;
      return this.#skip("(") ? this.#parseCall(token.name) : { kind: "field", name: token.name };
    }
    if (token?.kind === "literal") {
      this.#index++;
      return token;
    }
    if (this.#skip("@")) {
      return current;
    }
    if (this.#skip("!")) {
      return { kind: "not", operand: this.parse(lowestOfProjection - 1) };
    }
    if (this.#skip("(")) {
      const inner = this.parse(0);
      this.#require(")");
      return inner;
    }
    const symbol = this.#symbol();
    if (symbol === "[" || symbol === "[]" || symbol === "[?") {
      return this.#parseOperator(current, bindingPowers[symbol] ?? 0);
    }
    throw this.#unexpected();
  }

  #parseOperator(left: Expression, power: number): Expression {
    const operator = this.#symbol();
    this.#index++;
    switch (operator) {
      case "|":
        return { kind: "chain", left, right: this.parse(power) };
      case "||":
      case "&&":
        return { kind: operator === "||" ? "or" : "and", left, right: this.parse(power) };
      case ".":
        return { kind: "chain", left, right: this.#parseField(power) };
      case "[]":
        return this.#parseProjection(left, true, undefined);
      case "[?": {
        const filter = this.parse(0);
        this.#require("]");
        return this.#parseProjection(left, false, filter);
      }
      case "[":
        return this.#parseBracket(left);
      default:
        return { kind: "comparison", operator: operator as Comparator, left, right: this.parse(power) };
    }
  }

  /** What follows a dot is a field or a function, not any operand. */
  #parseField(power: number): Expression {
    if (this.#tokens[this.#index]?.kind !== "identifier") {
      throw this.#unexpected();
    }
    return this.parse(power);
  }

  #parseBracket(left: Expression): Expression {
    const token = this.#tokens[this.#index];
    if (token?.kind === "number") {
      this.#index++;
      this.#require("]");
      return { kind: "index", left, index: token.value };
    }
    this.#require("*");
    this.#require("]");
    return this.#parseProjection(left, false, undefined);
  }

  /** Operators that bind weakly end a projection, and are evaluated on its result. */
  #parseProjection(left: Expression, flatten: boolean, filter: Expression | undefined): Expression {
    let right = current;
    for (let next = this.#power(); next >= lowestOfProjection; next = this.#power()) {
      right = this.#parseOperator(right, next);
    }
    return { kind: "projection", left, flatten, filter, right };
  }

  #parseCall(name: string): Expression {
    const args: Expression[] = [];
    while (!this.#skip(")")) {
      args.push(this.parse(0));
      if (this.#symbol() !== ")") {
        this.#require(",");
      }
    }
    return { kind: "function", name, args };
  }

  /** How strongly the next token binds as an operator; 0 if it is none. */
  #power(): number {
    return bindingPowers[this.#symbol()] ?? 0;
  }

  /** The next token if it is a symbol, otherwise an empty string. */
  #symbol(): string {
    const token = this.#tokens[this.#index];
    return token?.kind === "symbol" ? token.text : "";
  }

  #skip(symbol: string): boolean {
    const found = this.#symbol() === symbol;
    this.#index += found ? 1 : 0;
    return found;
  }

  #require(symbol: string): void {
    if (!this.#skip(symbol)) {
      throw this.#unexpected();
    }
  }

  #unexpected(): UnsupportedExpressionError {
    const token = this.#tokens[this.#index];
    const text = token && ("text" in token ? token.text : "name" in token ? token.name : String(token.value));
    return new UnsupportedExpressionError(
      text === undefined ? "it ends too early" : `it has an unexpected ${text}`,
    );
  }
}
