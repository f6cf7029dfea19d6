import type { CodePoints } from "./code-points.ts";

/** Prints a set as an ECMAScript character or class. */
export function printSet({ ranges, properties, negate }: CodePoints): string {
  const [[first, last] = [0, -1], ...more] = ranges;
  if (first === last && more.length === 0 && properties.length === 0 && !negate) {
    return printCharacter(first, /[\^$\\.*+?()[\]{}|/]/);
  }
  const [property] = properties;
  if (property !== undefined && properties.length === 1 && ranges.length === 0 && !negate) {
    return property;
  }
  // `[^]` matches everything.
  const isEverything = ranges.length === 1 && first === 0 && last === 0x10ffff;
  if (isEverything && properties.length === 0) {
    return negate ? "[]" : "[^]";
  }
  return `[${negate ? "^" : ""}${ranges.map(printRange).join("")}${properties.join("")}]`;
}

function printRange([first, last]: readonly [number, number]): string {
  const [from, to] = [first, last].map((point) => printCharacter(point, /[\^\\[\]-]/));
  return first === last ? `${from}` : `${from}${last === first + 1 ? "" : "-"}${to}`;
}

const controls: Readonly<Record<number, string>> = { 9: "\\t", 10: "\\n", 11: "\\v", 12: "\\f", 13: "\\r" };

/** @param special - the characters that need a backslash */
function printCharacter(point: number, special: RegExp): string {
  const character = String.fromCodePoint(point);
  const digits = point.toString(16).toUpperCase();
  if (point >= 0x20 && point < 0x7f) {
    return special.test(character) ? `\\${character}` : character;
  }
  if (point < 0x100) {
    return controls[point] ?? `\\x${digits.padStart(2, "0")}`;
  }
  // Two escapes of surrogates with four digits would be one code point.
  const isSurrogate = point >= 0xd800 && point < 0xe000;
  return point > 0xffff || isSurrogate ? `\\u{${digits}}` : `\\u${digits.padStart(4, "0")}`;
}
