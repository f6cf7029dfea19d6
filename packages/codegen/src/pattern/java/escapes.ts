import { type CodePoints, codePoint, codePoints, invert } from "./code-points.ts";
import type { Cursor } from "./cursor.ts";
import { findProperty } from "./properties.ts";
import { UntranslatableError } from "./syntax.ts";

/** An escape: a character, a set of characters, or the letter of one that is neither. */
export type Escape =
  | { readonly kind: "character"; readonly value: number }
  | { readonly kind: "set"; readonly set: CodePoints }
  | { readonly kind: "other"; readonly letter: string };

const controls: Readonly<Record<string, number>> = { t: 9, n: 10, f: 12, r: 13, a: 7, e: 27 };

/** Line terminators, without the sequence `\r\n`. */
export const lineTerminators: CodePoints = codePoints([
  [0x0a, 0x0a],
  [0x0d, 0x0d],
  [0x85, 0x85],
  [0x2028, 0x2029],
]);

/** What `\v` matches, and `\R` besides the sequence `\r\n`. */
export const verticalSpace: CodePoints = codePoints([
  [0x0a, 0x0d],
  [0x85, 0x85],
  [0x2028, 0x2029],
]);

/** The sets of lower-case letters; their upper-case letters are the sets of all others. */
const sets: Readonly<Record<string, CodePoints>> = {
  d: codePoints([[0x30, 0x39]]),
  h: codePoints([
    [0x09, 0x09],
    [0x20, 0x20],
    [0xa0, 0xa0],
    [0x1680, 0x1680],
    [0x180e, 0x180e],
    [0x2000, 0x200a],
    [0x202f, 0x202f],
    [0x205f, 0x205f],
    [0x3000, 0x3000],
  ]),
  s: codePoints([
    [0x09, 0x0d],
    [0x20, 0x20],
  ]),
  v: verticalSpace,
  w: codePoints([
    [0x30, 0x39],
    [0x41, 0x5a],
    [0x5f, 0x5f],
    [0x61, 0x7a],
  ]),
};

/**
 * Reads an escape, after its backslash.
 *
 * @throws UntranslatableError if Java rejects it, or it is not supported
 * @see https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/util/regex/Pattern.html
 */
export function readEscape(cursor: Cursor): Escape {
  const letter = cursor.read();
  if (letter === "p" || letter === "P") {
    const name = cursor.skip("{") ? cursor.readUntil("}") : cursor.read();
    const set = findProperty(name, cursor.flags.i);
    return { kind: "set", set: letter === "P" ? invert(set) : set };
  }
  const set = sets[letter.toLowerCase()];
  if (set !== undefined && /[A-Za-z]/.test(letter)) {
    return { kind: "set", set: letter === letter.toLowerCase() ? set : invert(set) };
  }
  const value = readCharacter(cursor, letter);
  return value === undefined ? { kind: "other", letter } : { kind: "character", value };
}

function readCharacter(cursor: Cursor, letter: string): number | undefined {
  switch (letter) {
    case "0":
      return readOctal(cursor);
    case "c":
      return (cursor.read().codePointAt(0) ?? 0) ^ 64;
    case "u":
      return readUnit(cursor);
    case "x":
      return cursor.skip("{")
        ? parseHexadecimal(cursor.readUntil("}"), /^[\da-f]+$/i)
        : parseHexadecimal(cursor.readWhile(/[\da-f]/i, 2), /^..$/);
    default:
      return controls[letter] ?? (/[A-Za-z1-9]/.test(letter) ? undefined : letter.codePointAt(0));
  }
}

/** Up to three octal digits; three only if the first is at most 3. */
function readOctal(cursor: Cursor): number {
  const digits = cursor.readWhile(/[0-7]/, /[0-3]/.test(cursor.next) ? 3 : 2);
  if (digits === "") {
    throw new UntranslatableError("it has an escape that Java rejects too: \\0 without an octal digit.");
  }
  return Number.parseInt(digits, 8);
}

/** Two escapes of surrogates are one code point. */
function readUnit(cursor: Cursor): number {
  const lead = parseHexadecimal(cursor.readWhile(/[\da-f]/i, 4), /^.{4}$/);
  const next = [2, 3, 4, 5].map((distance) => cursor.lookAhead(distance)).join("");
  if (lead >= 0xd800 && lead < 0xdc00 && cursor.startsWith("\\u") && /^d[c-f][\da-f]{2}$/i.test(next)) {
    cursor.skip("\\u");
    const trail = parseHexadecimal(cursor.readWhile(/[\da-f]/i, 4), /^.{4}$/);
    return 0x10000 + ((lead - 0xd800) << 10) + (trail - 0xdc00);
  }
  return lead;
}

function parseHexadecimal(digits: string, expected: RegExp): number {
  const value = expected.test(digits) ? Number.parseInt(digits, 16) : Number.NaN;
  if (!(value <= 0x10ffff)) {
    throw new UntranslatableError("it has a hexadecimal escape that Java rejects too.");
  }
  return value;
}

/**
 * The set of a character that a pattern contains. With the flag `i` it has both cases of an ASCII letter.
 */
export function characterSet(value: number, ignoresCase: boolean): CodePoints {
  return ignoresCase ? rangeSet(value, value, true) : codePoint(value);
}

/** The set of a range. With the flag `i` it has both cases of the ASCII letters in it. */
export function rangeSet(first: number, last: number, ignoresCase: boolean): CodePoints {
  const other = (start: number, finish: number, offset: number): [number, number][] => {
    const [from, to] = [Math.max(first, start), Math.min(last, finish)];
    return from <= to ? [[from + offset, to + offset]] : [];
  };
  const cases = ignoresCase ? [...other(0x41, 0x5a, 0x20), ...other(0x61, 0x7a, -0x20)] : [];
  return codePoints([[first, last], ...cases]);
}

/** What a dot matches. */
export function dotSet({ s, d }: Cursor["flags"]): CodePoints {
  return s ? everything : invert(d ? codePoint(0x0a) : lineTerminators);
}

const everything = codePoints([[0, 0x10ffff]]);
