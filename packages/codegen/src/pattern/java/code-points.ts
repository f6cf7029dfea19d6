import { RegExpParser } from "@eslint-community/regexpp";
import { type CharacterSet, invertSet, toCharacterSet, uniteSets } from "../character-set.ts";
import { UntranslatableError } from "./syntax.ts";

/**
 * A set of code points: the ranges and the Unicode properties, or all others. Properties are not resolved into ranges,
 * which would be long and depend on the version of Unicode that the generator runs with.
 */
export interface CodePoints {
  readonly ranges: CharacterSet;
  /** In the syntax of ECMAScript: `\p{L}`, `\P{L}`. */
  readonly properties: readonly string[];
  readonly negate: boolean;
}

/** The maximum of ranges of a set that is computed from properties. */
const maxComputedRanges = 64;

const parser = new RegExpParser({ ecmaVersion: 2024 });

/** The set of one code point. */
export function codePoint(value: number): CodePoints {
  return codePoints([[value, value]]);
}

/** The set of ranges, which can overlap. */
export function codePoints(ranges: CharacterSet): CodePoints {
  return { ranges: uniteSets(ranges), properties: [], negate: false };
}

/** @param properties - Unicode properties in the syntax of ECMAScript */
export function unicodeProperties(...properties: readonly string[]): CodePoints {
  return { ranges: [], properties, negate: false };
}

export function unite(left: CodePoints, right: CodePoints): CodePoints {
  const [one, other] = [simplify(left), simplify(right)];
  if (one.negate || other.negate) {
    return codePoints([...computeRanges(one), ...computeRanges(other)]);
  }
  return {
    ranges: uniteSets([...one.ranges, ...other.ranges]),
    properties: [...new Set([...one.properties, ...other.properties])],
    negate: false,
  };
}

export function invert(set: CodePoints): CodePoints {
  return { ...set, negate: !set.negate };
}

/**
 * The code points that are in both sets.
 *
 * @throws UntranslatableError if the result would be a long list
 */
export function intersect(left: CodePoints, right: CodePoints): CodePoints {
  const others = [...invertSet(computeRanges(left)), ...invertSet(computeRanges(right))];
  const ranges = invertSet(uniteSets(others));
  if (ranges.length > maxComputedRanges) {
    throw new UntranslatableError(
      "it has an intersection of Unicode properties, which would be a list of more than 64 ranges in JavaScript.",
    );
  }
  return codePoints(ranges);
}

/** The ranges of a set, properties included. */
export function computeRanges({ ranges, properties, negate }: CodePoints): CharacterSet {
  const set = uniteSets([...ranges, ...properties.flatMap((property) => [...findProperty(property)])]);
  return negate ? invertSet(set) : set;
}

/** Whether both sets have a code point. */
export function overlap(left: CodePoints, right: CodePoints): boolean {
  const others = computeRanges(right);
  return computeRanges(left).some(([first, last]) =>
    others.some(([from, to]) => from <= last && first <= to),
  );
}

/** A negated set without its negation, if that needs no properties to be resolved. */
function simplify(set: CodePoints): CodePoints {
  const [property, ...more] = set.properties;
  if (!set.negate) {
    return set;
  }
  if (property === undefined) {
    return codePoints(invertSet(set.ranges));
  }
  if (set.ranges.length === 0 && more.length === 0) {
    return unicodeProperties(
      property.startsWith("\\p") ? `\\P${property.slice(2)}` : `\\p${property.slice(2)}`,
    );
  }
  const ranges = computeRanges(set);
  if (ranges.length > maxComputedRanges) {
    throw new UntranslatableError(
      "a class in another class excludes Unicode properties, which would be a list of more than 64 ranges in JavaScript.",
    );
  }
  return codePoints(ranges);
}

function findProperty(property: string): CharacterSet {
  const { alternatives } = parser.parsePattern(property, undefined, undefined, { unicode: true });
  const [element] = alternatives.flatMap(({ elements }) => elements);
  if (element?.type !== "CharacterSet") {
    throw new TypeError(`${property} is not a Unicode property.`);
  }
  return toCharacterSet(element);
}
