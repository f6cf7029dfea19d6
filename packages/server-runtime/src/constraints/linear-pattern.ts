/**
 * Compiles patterns that JavaScript's engine might not match in linear time.
 *
 * @packageDocumentation
 */
import { RE2JS } from "re2js";
import type { Pattern } from "./pattern.ts";

/**
 * Compiles a `@pattern` for an engine that takes linear time on every string; JavaScript's engine could backtrack for
 * minutes. It needs the package re2js. Generated stubs call it for the patterns that need it.
 *
 * It matches like JavaScript with the flag `u`, but `\p{…}` uses the Unicode version of re2js instead of the platform's.
 *
 * @param text - the pattern in the model
 * @param expression - the pattern in the syntax of ECMAScript with the flag `u`, if the model has another
 * @throws SyntaxError if the engine doesn't support the pattern: backreferences, look-arounds, counts over 1000, or some
 * properties in `\p{…}`
 * @see https://smithy.io/2.0/spec/constraint-traits.html#pattern-trait
 */
export function compileLinearPattern(text: string, expression: string = text): Pattern {
  const compiled = compile(translateExpression(expression));
  return { text, test: (value) => compiled.test(value) };
}

function compile(expression: string): RE2JS {
  try {
    return RE2JS.compile(expression);
  } catch (error) {
    throw new SyntaxError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

/**
 * The code points of `\s`. In RE2 it matches only ASCII.
 *
 * @see https://tc39.es/ecma262/#sec-compiletocharset
 */
const whitespace = String.raw`\x{9}-\x{D}\x{20}\x{A0}\x{1680}\x{2000}-\x{200A}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}\x{FEFF}`;
const nonWhitespace = String.raw`\x{0}-\x{8}\x{E}-\x{1F}\x{21}-\x{9F}\x{A1}-\x{167F}\x{1681}-\x{1FFF}\x{200B}-\x{2027}\x{202A}-\x{202E}\x{2030}-\x{205E}\x{2060}-\x{2FFF}\x{3001}-\x{FEFE}\x{FF00}-\x{10FFFF}`;

/** The escapes of control characters. In a class `\b` is a backspace; elsewhere it is an operator. */
const controls: Readonly<Record<string, number>> = {
  b: 0x08,
  f: 0x0c,
  n: 0x0a,
  r: 0x0d,
  t: 0x09,
  v: 0x0b,
  "0": 0,
};

/** A character, or the escape of a character or a set of characters. */
const atom = [
  String.raw`\\u(?<lead>[dD][89abAB][\da-fA-F]{2})\\u(?<trail>[dD][c-fC-F][\da-fA-F]{2})`,
  String.raw`\\u\{(?<point>[\da-fA-F]+)\}`,
  String.raw`\\(?:u(?<unit>[\da-fA-F]{4})|x(?<byte>[\da-fA-F]{2})|c(?<letter>[A-Za-z]))`,
  String.raw`(?<set>\\(?:[pP]\{[^}]*\}|[dDsSwW]))`,
  String.raw`\\(?<escaped>.)`,
  "(?<plain>.)",
].join("|");

const tokens = new RegExp(
  [
    String.raw`(?<unsupported>\(\?<?[=!]|\\[1-9k])`,
    String.raw`(?<group>\((?:\?(?::|<[^>]*>))?)`,
    String.raw`(?<operator>\{\d+(?:,\d*)?\}|[\^$|?*+)]|\\[bB])`,
    String.raw`\[(?<negation>\^?)(?<class>(?:[^\]\\]|\\.)*)\]`,
    String.raw`(?<dot>\.)`,
    atom,
  ].join("|"),
  "gsu",
);
const classAtoms = new RegExp(atom, "gsu");

type Groups = Readonly<Record<string, string | undefined>>;

/**
 * Translates a regular expression from ECMAScript's syntax to RE2's. Both match the same strings.
 *
 * @param text - an expression that is valid with the flag `u`
 * @throws SyntaxError if it has look-arounds or backreferences, which RE2 doesn't support
 * @see https://tc39.es/ecma262/#sec-patterns
 * @see https://github.com/google/re2/wiki/Syntax
 */
function translateExpression(text: string): string {
  return Array.from(text.matchAll(tokens), ({ groups = {} }) => translateToken(groups)).join("");
}

function translateToken(groups: Groups): string {
  if (groups.unsupported !== undefined) {
    throw new SyntaxError("Look-arounds and backreferences can't be matched in linear time.");
  }
  if (groups.group !== undefined) {
    // Captures aren't needed.
    return "(?:";
  }
  if (groups.class !== undefined) {
    return translateClass(groups.class, groups.negation ?? "");
  }
  if (groups.dot !== undefined) {
    return String.raw`[^\x{A}\x{D}\x{2028}\x{2029}]`;
  }
  return groups.operator ?? (groups.set === undefined ? writeCharacter(groups) : `[${writeSet(groups.set)}]`);
}

function translateClass(content: string, negation: string): string {
  if (content === "") {
    return negation === "" ? String.raw`[^\x{0}-\x{10FFFF}]` : String.raw`[\x{0}-\x{10FFFF}]`;
  }
  const atoms = [...content.matchAll(classAtoms)];
  let result = "";
  for (let index = 0; index < atoms.length; index++) {
    const { groups = {} } = atoms[index] ?? {};
    const end = atoms[index + 1]?.[0] === "-" ? atoms[index + 2] : undefined;
    result += groups.set === undefined ? writeCharacter(groups) : writeSet(groups.set);
    if (end !== undefined) {
      result += `-${writeCharacter(end.groups ?? {})}`;
      index += 2;
    }
  }
  return `[${negation}${result}]`;
}

function writeSet(set: string): string {
  switch (set) {
    case "\\s":
      return whitespace;
    case "\\S":
      return nonWhitespace;
    default:
      return set.replace(/\{(?:General_Category|gc|Script|sc)=/, "{");
  }
}

/** Writes every character as its code point, so that no character is special to RE2. */
function writeCharacter(groups: Groups): string {
  return `\\x{${readCodePoint(groups).toString(16).toUpperCase()}}`;
}

function readCodePoint({ lead, trail, point, unit, byte, letter, escaped, plain }: Groups): number {
  if (lead !== undefined && trail !== undefined) {
    const pair = String.fromCharCode(Number.parseInt(lead, 16), Number.parseInt(trail, 16));
    return pair.codePointAt(0) ?? 0;
  }
  const hexadecimal = point ?? unit ?? byte;
  if (hexadecimal !== undefined) {
    return Number.parseInt(hexadecimal, 16);
  }
  if (letter !== undefined) {
    return letter.charCodeAt(0) % 32;
  }
  const control = escaped === undefined ? undefined : controls[escaped];
  return control ?? (escaped ?? plain ?? "").codePointAt(0) ?? 0;
}
