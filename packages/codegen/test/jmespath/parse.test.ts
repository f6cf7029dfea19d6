import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseExpression } from "../../src/jmespath/parse.ts";
import { type Expression, UnsupportedExpressionError } from "../../src/jmespath/syntax.ts";

/** Prints an expression with all parentheses. */
function print(expression: Expression): string {
  switch (expression.kind) {
    case "current":
      return "@";
    case "field":
      return expression.name;
    case "literal":
      return JSON.stringify(expression.value);
    case "index":
      return `${print(expression.left)}[${expression.index}]`;
    case "chain":
      return `(${print(expression.left)}.${print(expression.right)})`;
    case "projection": {
      const { left, flatten, filter, right } = expression;
      const brackets = filter === undefined ? (flatten ? "[]" : "[*]") : `[?${print(filter)}]`;
      return `(${print(left)}${brackets} each ${print(right)})`;
    }
    case "and":
    case "or":
      return `(${print(expression.left)} ${expression.kind} ${print(expression.right)})`;
    case "not":
      return `not ${print(expression.operand)}`;
    case "comparison":
      return `(${print(expression.left)} ${expression.operator} ${print(expression.right)})`;
    case "function":
      return `${expression.name}(${expression.args.map(print).join(", ")})`;
  }
}

test.each([
  ["status", "status"],
  ["a.b.c", "((a.b).c)"],
  ['a."b c"', "(a.b c)"],
  ["status != 'DELETING'", '(status != "DELETING")'],
  ["a != 'x' && b == 'y' || !c", '(((a != "x") and (b == "y")) or not c)'],
  ["a || b && c", "(a or (b and c))"],
  ["!a.b == c", "(not (a.b) == c)"],
  ["a[0].b[-1]", "(a[0].b[-1])"],
  ["a[].b[].c", "((a[] each (@.b))[] each (@.c))"],
  ["a[*].b.c | [0]", "((a[*] each ((@.b).c)).@[0])"],
  ["a[?b == 'x' && c].d", '(a[?((b == "x") and c)] each (@.d))'],
  ["a[].b == 'x'", '((a[] each (@.b)) == "x")'],
  ["(a || b).c", "((a or b).c)"],
  ["length(a[]) > `0`", "(length((a[] each @)) > 0)"],
  ["contains(a[].b, 'x')", 'contains((a[] each (@.b)), "x")'],
  ["[*].a", "(@[*] each (@.a))"],
  ["a == `true`", "(a == true)"],
  ["a == `null`", "(a == null)"],
  ['a == `"text"`', '(a == "text")'],
  ["a == `text`", '(a == "text")'],
  ["a == 'it\\'s'", '(a == "it\'s")'],
  ["not_null(@)", "not_null(@)"],
])("reads %s", (text, expected) => {
  expect(print(parseExpression(text))).toBe(expected);
});

describe("refuses", () => {
  test.each([
    ["a.", "it ends too early"],
    ["a.[b]", "it has an unexpected ["],
    ["a.*", "it has an unexpected *"],
    ["*", "it has an unexpected *"],
    ["a[1:2]", "it has an unexpected :"],
    ["[a, b]", "it has an unexpected a"],
    ["{a: b}", "it has an unexpected {"],
    ["&a", "it has an unexpected &"],
    ["a b", "it has an unexpected b"],
    ["a !b", "it has an unexpected !"],
    ["f(a", "it ends too early"],
    ["a == `[1]`", "it has a literal that is a list or an object"],
    ["a # b", "it has an unexpected #"],
    ["a == 'x", "it has an unexpected '"],
    ["", "it ends too early"],
  ])("%s", (text, message) => {
    expect(() => parseExpression(text)).toThrow(new UnsupportedExpressionError(message));
  });

  test("or reads any text, and throws no other error", () => {
    const token = fc.constantFrom(
      ..."a b.c [ ] [] [? [*] [0] ( ) | || && ! == < 'x' `1` @ , * : length(".split(" "),
    );
    fc.assert(
      fc.property(fc.array(token, { maxLength: 12 }), (tokens) => {
        try {
          parseExpression(tokens.join(" "));
        } catch (error) {
          expect(error).toBeInstanceOf(UnsupportedExpressionError);
        }
      }),
    );
  });
});
