import type { AST } from "@eslint-community/regexpp";

/** A set of code points: sorted ranges that neither overlap nor touch, with both ends included. */
export type CharacterSet = readonly (readonly [first: number, last: number])[];

/** A part of a regular expression that reads one code point. */
export type SetNode = AST.Character | AST.CharacterSet | AST.CharacterClass;

const last = 0x10ffff;
const escapes = new Map<string, CharacterSet>();
let scalars: string | undefined;

/**
 * The code points that a character, an escape, a dot or a class matches in a regular expression with the flag `u`.
 */
export function toCharacterSet(node: SetNode): CharacterSet {
  switch (node.type) {
    case "Character":
      return [[node.value, node.value]];
    case "CharacterSet":
      return findEscape(node.raw);
    case "CharacterClass": {
      const set = uniteSets(node.elements.flatMap((element) => toElementSet(element)));
      return node.negate ? invertSet(set) : set;
    }
  }
}

function toElementSet(element: AST.CharacterClassElement): CharacterSet {
  switch (element.type) {
    case "CharacterClassRange":
      return [[element.min.value, element.max.value]];
    case "Character":
    case "CharacterSet":
      return toCharacterSet(element);
    default:
      throw new TypeError(`Expected an element of a class without the flag v, not ${element.type}.`);
  }
}

/** The code points of a dot, an escape or a Unicode property. The engine is the reference: it runs once for each. */
function findEscape(raw: string): CharacterSet {
  const known = escapes.get(raw);
  if (known !== undefined) {
    return known;
  }
  scalars ??= listScalars();
  const ranges = [...scalars.matchAll(new RegExp(`${raw}+`, "gu"))].flatMap(([run]) => findRanges(run));
  // All surrogates match, or none.
  const surrogates = new RegExp(raw, "u").test("\ud800") ? [[0xd800, 0xdfff] as const] : [];
  const set = uniteSets([...ranges, ...surrogates]);
  escapes.set(raw, set);
  return set;
}

/** A range of matches can span the surrogates, which are not in the searched string. */
function findRanges(run: string): (readonly [number, number])[] {
  const first = run.codePointAt(0) ?? 0;
  const final = run.codePointAt(run.length - (isLowSurrogate(run.charCodeAt(run.length - 1)) ? 2 : 1)) ?? 0;
  return first < 0xd800 && final > 0xdfff
    ? [
        [first, 0xd7ff],
        [0xe000, final],
      ]
    : [[first, final]];
}

/** All code points, except the surrogates, which would combine to pairs. */
function listScalars(): string {
  const blocks: string[] = [];
  for (let block = 0; block <= last; block += 0x800) {
    if (block !== 0xd800) {
      blocks.push(String.fromCodePoint(...Array.from({ length: 0x800 }, (_, index) => block + index)));
    }
  }
  return blocks.join("");
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

/** Sorts ranges, and joins those that overlap or touch. */
export function uniteSets(ranges: CharacterSet): CharacterSet {
  const result: [number, number][] = [];
  for (const [first, final] of [...ranges].sort(([left], [right]) => left - right)) {
    const previous = result.at(-1);
    if (previous !== undefined && first <= previous[1] + 1) {
      previous[1] = Math.max(previous[1], final);
    } else {
      result.push([first, final]);
    }
  }
  return result;
}

/** All code points that are not in the set. */
export function invertSet(set: CharacterSet): CharacterSet {
  const result: [number, number][] = [];
  let next = 0;
  for (const [first, final] of set) {
    if (first > next) {
      result.push([next, first - 1]);
    }
    next = final + 1;
  }
  if (next <= last) {
    result.push([next, last]);
  }
  return result;
}

/**
 * Divides all code points into kinds: a set contains either all code points of a kind, or none.
 *
 * @returns the kinds of each set, and the number of kinds
 */
export function divideIntoKinds(sets: readonly CharacterSet[]): {
  kinds: readonly ReadonlySet<number>[];
  count: number;
} {
  const borders = [...new Set([0, ...sets.flat().flatMap(([first, final]) => [first, final + 1])])];
  const members = new Map(
    borders.filter((border) => border <= last).map((border) => [border, [] as number[]]),
  );
  const sorted = [...members.keys()].sort((left, right) => left - right);
  const places = new Map(sorted.map((border, place) => [border, place]));
  sets.forEach((set, index) => {
    for (const [first, final] of set) {
      const end = places.get(final + 1) ?? sorted.length;
      for (const border of sorted.slice(places.get(first), end)) {
        members.get(border)?.push(index);
      }
    }
  });
  const kinds = sets.map(() => new Set<number>());
  const known = new Map<string, number>();
  for (const indices of members.values()) {
    const key = indices.join();
    const kind = known.get(key) ?? known.size;
    known.set(key, kind);
    for (const index of indices) {
      kinds[index]?.add(kind);
    }
  }
  return { kinds, count: known.size };
}
