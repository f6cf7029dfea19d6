import { type CodePoints, intersect, invert, unite } from "./code-points.ts";
import type { Cursor } from "./cursor.ts";
import { characterSet, rangeSet, readEscape } from "./escapes.ts";
import { UntranslatableError } from "./syntax.ts";

/**
 * Reads a class, after its first bracket: `[a-z&&[^aeiou]]`. Classes can contain classes, a hyphen next to a set is a
 * character, and a negation applies to the whole class.
 *
 * @throws UntranslatableError if Java rejects the class, or it is not supported
 */
export function parseClass(cursor: Cursor): CodePoints {
  const isNegated = cursor.skip("^");
  const set = parseElements(cursor);
  cursor.read();
  return isNegated ? invert(set) : set;
}

/** Reads the elements of a class up to its last bracket, or those after `&&`. A bracket in front is a character. */
function parseElements(cursor: Cursor): CodePoints {
  let set: CodePoints | undefined;
  let isIntersection = false;
  while (set === undefined || cursor.next !== "]") {
    if (cursor.skip("&&")) {
      const right = parseRightSide(cursor);
      set = set === undefined ? right : intersect(set, right);
      isIntersection = true;
      continue;
    }
    if (isIntersection) {
      throw new UntranslatableError(
        "a class has characters after an intersection (&&): put it into brackets.",
      );
    }
    const element = parseElement(cursor);
    set = set === undefined ? element : unite(set, element);
  }
  return set;
}

/** Elements without brackets go up to the end of the class, further intersections included. */
function parseRightSide(cursor: Cursor): CodePoints {
  let set: CodePoints | undefined;
  while (cursor.next !== "]" && cursor.next !== "&") {
    const part = cursor.skip("[") ? parseClass(cursor) : parseElements(cursor);
    set = set === undefined ? part : unite(set, part);
  }
  if (set === undefined) {
    throw new UntranslatableError("a class has an intersection (&&) with nothing on its right side.");
  }
  return set;
}

function parseElement(cursor: Cursor): CodePoints {
  if (cursor.skip("[")) {
    return parseClass(cursor);
  }
  const first = readElement(cursor);
  if (typeof first !== "number") {
    return first;
  }
  const isRange = cursor.next === "-" && cursor.lookAhead(1) !== "[" && cursor.lookAhead(1) !== "]";
  if (!isRange) {
    return characterSet(first, cursor.flags.i);
  }
  cursor.read();
  const last = readElement(cursor);
  if (typeof last !== "number" || last < first) {
    throw new UntranslatableError("a class has a range that Java rejects too.");
  }
  return rangeSet(first, last, cursor.flags.i);
}

/** Reads a character or a set. */
function readElement(cursor: Cursor): number | CodePoints {
  const character = cursor.read();
  if (character !== "\\") {
    return character.codePointAt(0) ?? 0;
  }
  if (cursor.startsWith("v-")) {
    throw new UntranslatableError(
      "Java reads \\v as a vertical tab or as a set, next to a hyphen: write \\x0B.",
    );
  }
  const sequence = readEscape(cursor);
  switch (sequence.kind) {
    case "set":
      return sequence.set;
    case "character":
      return sequence.value;
    case "other":
      throw new UntranslatableError(`a class has the escape \\${sequence.letter}, which Java rejects too.`);
  }
}
