import type { CharacterSet } from "../character-set.ts";
import { type CodePoints, codePoints, invert, unicodeProperties, unite } from "./code-points.ts";
import { UntranslatableError } from "./syntax.ts";

/** POSIX classes and others of Java that are lists of code points. Their names are case-sensitive. */
const lists: Readonly<Record<string, CharacterSet>> = {
  ASCII: [[0, 0x7f]],
  Alnum: ranges("09AZaz"),
  Alpha: ranges("AZaz"),
  Blank: ranges("\t\t  "),
  Cntrl: ranges("\0\x1f\x7f\x7f"),
  Digit: ranges("09"),
  Graph: ranges("!~"),
  L1: [[0, 0xff]],
  Lower: ranges("az"),
  Print: ranges(" ~"),
  Punct: ranges("!/:@[`{~"),
  Space: ranges("\t\r  "),
  Upper: ranges("AZ"),
  XDigit: ranges("09AFaf"),
  all: [[0, 0x10ffff]],
  javaISOControl: [
    [0, 0x1f],
    [0x7f, 0x9f],
  ],
};

/** Names with `java` and others that are Unicode properties, in the syntax of ECMAScript. Case-sensitive too. */
const named: Readonly<Record<string, readonly string[]>> = {
  LC: ["\\p{LC}"],
  LD: ["\\p{L}", "\\p{Nd}"],
  javaAlphabetic: ["\\p{Alphabetic}"],
  javaDefined: ["\\P{Cn}"],
  javaDigit: ["\\p{Nd}"],
  javaIdeographic: ["\\p{Ideographic}"],
  javaLetter: ["\\p{L}"],
  javaLetterOrDigit: ["\\p{L}", "\\p{Nd}"],
  javaLowerCase: ["\\p{Lowercase}"],
  javaSpaceChar: ["\\p{Z}"],
  javaTitleCase: ["\\p{Lt}"],
  javaUpperCase: ["\\p{Uppercase}"],
};

/** Binary properties after `Is`, in upper case. The names of POSIX classes mean properties here, not ASCII characters. */
const binary: Readonly<Record<string, readonly string[]>> = {
  ALNUM: ["\\p{Alphabetic}", "\\p{Nd}"],
  ALPHA: ["\\p{Alphabetic}"],
  ALPHABETIC: ["\\p{Alphabetic}"],
  ASSIGNED: ["\\P{Cn}"],
  CNTRL: ["\\p{Cc}"],
  CONTROL: ["\\p{Cc}"],
  DIGIT: ["\\p{Nd}"],
  IDEOGRAPHIC: ["\\p{Ideographic}"],
  JOINCONTROL: ["\\p{Join_Control}"],
  JOIN_CONTROL: ["\\p{Join_Control}"],
  LETTER: ["\\p{L}"],
  LOWER: ["\\p{Lowercase}"],
  LOWERCASE: ["\\p{Lowercase}"],
  NONCHARACTERCODEPOINT: ["\\p{Noncharacter_Code_Point}"],
  NONCHARACTER_CODE_POINT: ["\\p{Noncharacter_Code_Point}"],
  PUNCT: ["\\p{P}"],
  PUNCTUATION: ["\\p{P}"],
  SPACE: ["\\p{White_Space}"],
  TITLECASE: ["\\p{Lt}"],
  UPPER: ["\\p{Uppercase}"],
  UPPERCASE: ["\\p{Uppercase}"],
  WHITESPACE: ["\\p{White_Space}"],
  WHITE_SPACE: ["\\p{White_Space}"],
  WORD: ["\\p{Alphabetic}", "\\p{M}", "\\p{Nd}", "\\p{Pc}", "\\p{Join_Control}"],
};

/** `\p{javaWhitespace}`: spaces that can be broken, and control characters. */
const javaWhitespace = codePoints([
  ...ranges("\t\r\x1c\x20"),
  [0x1680, 0x1680],
  [0x2000, 0x2006],
  [0x2008, 0x200a],
  [0x2028, 0x2029],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
]);

/** The names of the sets that the flag `i` changes. */
const cased = /^(?:Is)?(?:Lower|Upper|Lu|Ll|Lt|lowercase|uppercase|titlecase|java\w+Case)$/i;

/**
 * Finds the code points of `\p{…}` in Java.
 *
 * @param name - the text between the braces
 * @param ignoresCase - whether the flag `i` is set
 * @throws UntranslatableError if ECMAScript has no equal property
 * @see https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/util/regex/Pattern.html#ubc
 */
export function findProperty(name: string, ignoresCase: boolean): CodePoints {
  const isCased = cased.test(name.split("=").at(-1) ?? "");
  const found = ignoresCase && isCased ? undefined : find(name);
  if (found === undefined) {
    throw new UntranslatableError(`JavaScript has no equivalent of \\p{${name}}.`);
  }
  return found;
}

function find(name: string): CodePoints | undefined {
  const [key = "", value] = name.split("=");
  if (value !== undefined) {
    const kind = key.toLowerCase();
    return ["sc", "script"].includes(kind)
      ? findScript(value)
      : ["gc", "general_category"].includes(kind)
        ? findCategory(value)
        : undefined;
  }
  if (name.startsWith("Is")) {
    const short = name.slice(2);
    return findBinary(short.toUpperCase()) ?? findCategory(short) ?? findScript(short);
  }
  return name === "javaWhitespace" ? javaWhitespace : findCategory(name);
}

/** Java accepts all names without `Is` also as general categories. */
function findCategory(name: string): CodePoints | undefined {
  const list = Object.hasOwn(lists, name) ? lists[name] : undefined;
  if (list !== undefined) {
    return codePoints(list);
  }
  const properties = Object.hasOwn(named, name) ? named[name] : undefined;
  return properties === undefined
    ? checkProperty(/^[CLMNPSZ][a-z]?$/.test(name) ? `\\p{${name}}` : "")
    : unicodeProperties(...properties);
}

function findBinary(name: string): CodePoints | undefined {
  switch (name) {
    case "BLANK":
      return unite(unicodeProperties("\\p{Zs}"), codePoints(ranges("\t\t")));
    case "GRAPH":
      return invert(unicodeProperties("\\p{Z}", "\\p{Cc}", "\\p{Cn}", "\\p{Cs}"));
    case "PRINT":
      return invert(unicodeProperties("\\p{Zl}", "\\p{Zp}", "\\p{Cc}", "\\p{Cn}", "\\p{Cs}"));
    case "HEXDIGIT":
    case "HEX_DIGIT":
    case "XDIGIT":
      return unite(unicodeProperties("\\p{Nd}"), codePoints(ranges("AFaf\uff21\uff26\uff41\uff46")));
    default: {
      const properties = Object.hasOwn(binary, name) ? binary[name] : undefined;
      return properties && unicodeProperties(...properties);
    }
  }
}

/** Java ignores the case of a script's name: `LATIN`, `old_italic`, `latn`. */
function findScript(name: string): CodePoints | undefined {
  const words = name.split("_").map((word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase());
  return checkProperty(`\\p{Script=${words.join("_")}}`);
}

function checkProperty(property: string): CodePoints | undefined {
  try {
    new RegExp(property, "u");
    return property === "" ? undefined : unicodeProperties(property);
  } catch {
    return undefined;
  }
}

/** Ranges from pairs of characters. */
function ranges(pairs: string): [number, number][] {
  const points = Array.from(pairs, (character) => character.codePointAt(0) ?? 0);
  return points.flatMap((first, index) => (index % 2 === 0 ? [[first, points[index + 1] ?? first]] : []));
}
