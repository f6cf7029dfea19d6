import fc from "fast-check";

export const split = (text: string): string[] => text.split(" ");
export const sets: readonly string[] = split(String.raw`\d \D \s \S \w \W`);
const properties = split(String.raw`\p{L} \P{L} \p{Lu} \p{gc=Nd} \p{Script=Greek} \p{sc=Han} \P{Z}`);
const points = split(String.raw`\u{1f600} \u00e9 \ud83d\ude00 \ud83d \x41 \cJ \0 \t \n \v \f \r \u2028`);
const escaped = split(String.raw`\. \/ \[ \] \\ \^ \$ \{ \} \( \) \| \* \+ \?`);

/**
 * Regular expressions. JavaScript rejects some of them.
 *
 * @param extraTerm - makes more terms from an expression
 */
export function expressions(
  extraTerm: (pattern: fc.Arbitrary<string>) => fc.Arbitrary<string> = (pattern) =>
    pattern.map((inner) => `(?:${inner})`),
): fc.Arbitrary<string> {
  return fc.letrec<{ pattern: string; sequence: string; term: string; atom: string }>((tie) => ({
    pattern: fc.array(tie("sequence"), { minLength: 1, maxLength: 3 }).map((choices) => choices.join("|")),
    sequence: fc.array(tie("term"), { maxLength: 4 }).map((terms) => terms.join("")),
    term: fc.oneof(
      { maxDepth: 4, depthIdentifier: "atom" },
      tie("atom"),
      extraTerm(tie("pattern")),
      fc.constantFrom("^", "$", "\\b", "\\B"),
      fc
        .tuple(
          tie("atom"),
          fc.constantFrom("*", "+", "?", "{2}", "{0,2}", "{1,3}", "{2,}", "{3,5}"),
          fc.constantFrom("", "?"),
        )
        .map((parts) => parts.join("")),
    ),
    atom: fc.oneof(
      { maxDepth: 3, depthIdentifier: "atom" },
      character(false),
      fc.constantFrom(".", "[]", "[^]"),
      fc
        .tuple(fc.constantFrom("", "^"), fc.array(classElement(), { minLength: 1, maxLength: 4 }))
        .map(([negation, elements]) => `[${negation}${elements.join("")}]`),
      fc.tuple(fc.constantFrom("(?:", "("), tie("pattern")).map(([start, inner]) => `${start}${inner})`),
    ),
  })).pattern;
}

function character(isInClass: boolean): fc.Arbitrary<string> {
  const plain = isInClass ? "ab:(?<=!>{1,2}.*^$|[😀é_\u00a0" : "ab:_-,<>=!#/😀é";
  return fc.constantFrom(
    ...plain,
    ...sets,
    ...properties,
    ...points,
    ...escaped,
    ...(isInClass ? ["\\b", "\\-"] : []),
  );
}

/** JavaScript rejects a class that has a range out of order, or a set in a range. */
function classElement(): fc.Arbitrary<string> {
  return fc.oneof(
    character(true),
    fc.constantFrom("-", "a-z", "A-Z", "0-9", "\\u{80}-\\u{10ffff}", " -~", "\\x00-\\x1f"),
    fc.constantFrom("[:alpha:", "(?<x", "(?=", "\\]-a"),
  );
}

/** Short strings. */
export const text: fc.Arbitrary<string> = fc
  .array(
    fc.constantFrom(
      ..."abzAZ019:_-,<>=!#/.*^$|[](){}?\\ \t\n\v\f\r\0\bé😀\u00a0\u2028\ufeffΩ名\u0085\u3000xlp",
      ...["\ud83d", "\ude00"],
    ),
    { maxLength: 8 },
  )
  .map((characters) => characters.join(""));

/** Compiles an expression, or returns `undefined` if JavaScript rejects it. */
export function compileNative(expression: string): RegExp | undefined {
  try {
    return new RegExp(expression, "u");
  } catch {
    return undefined;
  }
}
