import fc from "fast-check";

/** A pattern for each part of Java's dialect that is translated. */
export const translated: readonly string[] = [
  // Escapes that ECMAScript does not allow.
  "^[A-Z\\_]+$",
  "^\\w+\\:\\/\\/.*$",
  "^[a-zA-Z0-9\\ \\-\\@\\#\\'\\!\\,\\~]{1,50}$",
  // Sets next to hyphens.
  "^[a-z\\s-_()\\[\\]]+$",
  "[\\w-.~]+",
  "^[\\d-z]$",
  "^[a-c-e]$",
  "^[--/]$",
  // Brackets and braces.
  "^[]a]$",
  "^[^]a]$",
  "^a]}$",
  "^[a^]$",
  "^[&a&]$",
  // Sets of ASCII characters.
  "^\\s+\\_$|^\\S\\_$",
  "^\\W\\D\\_$",
  "\\_\\s$",
  // Line terminators.
  ".\\_",
  "^.\\_?$",
  "^\\_?$",
  "^a\\Z",
  "^\\Aa\\z",
  "^a$\\z",
  "^a\\z$",
  "(?d)^.\\_?$",
  "^\\h\\_?$",
  "^\\H\\V\\_?$",
  "^\\v\\_?$",
  "^\\R\\_?$",
  "^a\\R\\R$",
  "\\R\\n",
  "^[^a\\_]*$",
  "^[^a\\_]{0,3}$",
  "^(?:a|\\r|\\_)?$",
  "(?:a$|b$\\n|c)\\_?$",
  "$\\_?",
  "^(?:a$)?\\n?\\_?",
  "^(?:a$\\r?)*\\_?",
  "a(?=\\_$)",
  "a(?!\\_?$)",
  // Flags.
  "^(?s).+$",
  "^(?s)",
  "^a(?s:.)b.$",
  "^(?i)ab[c-f]\\_[^x-z]K$",
  "^(?i:s)S\\_$",
  "^a(?i)b(?-i)c|d\\_$",
  "^((?i)a)b\\_$",
  "^(?is-i)aB.$",
  // Characters by number.
  "^[\\x{0022}\\x{1F600}]\\x41\\u0042\\0101\\cA\\t\\a\\e\\f$",
  "^\\ud83d\\ude00+\\_?$",
  "^[\\x{80}-\\x{10FFFF}\\_]$",
  "^\\07\\010$",
  "^\\0777$",
  // Quotes.
  "^\\Qa.b[\\E+$",
  "^[\\Q^]-\\E]$",
  "\\\\Q\\_",
  "^\\Q\\\\E$",
  "^\\x41\\Q2{3}-\\E{2}$",
  // Classes in classes, intersections.
  "^[[:alnum:]\\/\\_]+$",
  "^[a-z&&[^aeiou]]+$",
  "^[a-z&&def]$",
  "^[^a-z&&[def]]$",
  "^[a-z&&[b-y]&&[^m]]$",
  "^[ab[c[de]]]$",
  "^[^a[b\\_]]$",
  "^[a[^b]]$",
  "^[\\p{L}[^\\p{N}]]$",
  "^[\\p{L}&&[a-z\\u00e0-\\u00ff]]$",
  // Quantifiers.
  "^[0-9a-f]{2}{0,3}$",
  "^a{2}{3}{4}b$",
  "^[-_a-z]*\\Z{2,64}$",
  "^^*a$?+b?$",
  "^[\\/]?+[a-z]+$",
  "^[a-z]*+\\d++[^0-9]{2}+$",
  "^a(?!b)+c?b?$",
  "^(?>abc\\_)?$",
  "^(?:\\Qab\\E*+\\_)+$",
  "^(?:a?+b)*\\_?$",
  "^(?<name>a)\\_?$",
  "^a??b*?c+?\\_?$",
  // Word boundaries.
  "^\\bfoo\\b-\\B\\_?$",
  // Look-arounds.
  "^(?!aws\\:)[a-z\\:]+$",
  "^(?=.{3}\\_?$)[a-z]*(?<!c|\\n)$",
  // Large counts.
  "^[a-z\\_]{0,65535}$",
];

/** Names of `\p{…}` that are translated. */
export const properties: readonly string[] = [
  ..."ASCII Alnum Alpha Blank Cntrl Digit Graph L1 Lower Print Punct Space Upper XDigit all LC LD".split(" "),
  ..."javaAlphabetic javaDefined javaDigit javaIdeographic javaISOControl javaLetter javaLetterOrDigit".split(
    " ",
  ),
  ..."javaLowerCase javaSpaceChar javaTitleCase javaUpperCase javaWhitespace".split(" "),
  ..."C Cc Cf Cn Co Cs L Ll Lm Lo Lt Lu M Mc Me Mn N Nd Nl No P Pc Pd Pe Pf Pi Po Ps".split(" "),
  ..."S Sc Sk Sm So Z Zl Zp Zs".split(" "),
  ..."IsAlphabetic IsALPHABETIC IsAssigned IsControl IsIdeographic IsJoin_Control IsJoinControl IsLetter".split(
    " ",
  ),
  ..."IsLowercase IsNoncharacter_Code_Point IsNONCHARACTERCODEPOINT IsPunctuation IsTitlecase".split(" "),
  ..."IsUppercase IsWhite_Space IsWhitespace IsWord IsHex_Digit IsHexDigit".split(" "),
  ..."IsAlnum IsAlpha IsBlank IsCntrl IsDigit IsGraph IsLower IsPrint IsPunct IsSpace IsUpper IsXDigit".split(
    " ",
  ),
  ..."IsL IsLu IsNd IsASCII IsL1 IsLatin IsLATIN IsLatn IsHan Isgreek IsOld_Italic IsHiragana".split(" "),
  ..."script=Latin sc=CYRILLIC gc=Lu general_category=Nd".split(" "),
];

/** Patterns of Java's dialect. Java rejects some of them, and some are not translated. */
export const javaPattern: fc.Arbitrary<string> = fc.letrec<Record<string, string>>((tie) => ({
  pattern: fc
    .tuple(fc.constantFrom("", "^"), tie("choice"), fc.constantFrom("", "$", "$", "\\Z", "\\z"))
    .map(([start, choice, end]) => (start + end === "" ? choice : `${start}(?:${choice})${end}`)),
  choice: fc.array(tie("sequence"), { minLength: 1, maxLength: 3 }).map((choices) => choices.join("|")),
  sequence: fc.array(tie("term"), { maxLength: 4 }).map((terms) => terms.join("")),
  term: fc.oneof(
    { maxDepth: 3, depthIdentifier: "term" },
    tie("atom"),
    fc.constantFrom("^", "$", "\\Z", "\\z", "\\A", "(?i)", "(?s)", "(?d)", "(?-i)", "\\Q.a\\E"),
    fc
      .tuple(
        tie("atom"),
        fc.constantFrom("*", "+", "?", "{2}", "{0,2}", "{1,3}", "{2,}"),
        fc.constantFrom("", "?", "+"),
      )
      .map((parts) => parts.join("")),
    fc
      .tuple(fc.constantFrom("(?=", "(?!", "(?<!", "(?<=", "(?>"), tie("choice"))
      .map(([start, inner]) => `${start}${inner})`),
  ),
  atom: fc.oneof(
    { maxDepth: 3, depthIdentifier: "term" },
    fc.constantFrom(
      ..."ab:_}]",
      "\\_",
      "\\-",
      ".",
      "\\s",
      "\\S",
      "\\w",
      "\\d",
      "\\h",
      "\\v",
      "\\R",
      "\\n",
      "\\r",
    ),
    fc.constantFrom("\\x{1F600}", "\\p{Alpha}", "\\P{IsLatin}", "\\p{Lu}", "\\r\\n"),
    tie("class"),
    fc
      .tuple(fc.constantFrom("(", "(?:", "(?i:", "(?s:"), tie("choice"))
      .map(([start, inner]) => `${start}${inner})`),
  ),
  class: fc
    .tuple(fc.constantFrom("", "^"), fc.array(tie("element"), { minLength: 1, maxLength: 4 }))
    .map(([negation, elements]) => `[${negation}${elements.join("")}]`),
  element: fc.oneof(
    { maxDepth: 3, depthIdentifier: "term" },
    fc.constantFrom(..."ab_-^&:}", "a-c", "A-Z", "\\n-\\r", "\\-", "\\]", "\\_", "\\s", "\\W", "\\H", "\\R"),
    fc.constantFrom("\\p{Punct}", "\\P{L}", "\\x{80}-\\x{10FFFF}", "&&", "\\u0085", "\\Q]\\E"),
    tie("class"),
  ),
})).pattern as fc.Arbitrary<string>;
