import fc from "fast-check";
import { getTrait, type Member, type Shape } from "../../model/model.ts";

/** The limits of a constraint. */
interface Bounds {
  readonly min?: number;
  readonly max?: number;
}

/** The allowed number of characters, bytes, items or entries. The member's constraint overrides that of its shape. */
export function lengthOf(member: Member, shape: Shape): Bounds {
  return constraintOf<Bounds>(member, shape, "length") ?? {};
}

/** Texts that match the pattern of a string, of any length; undefined if it has no pattern. */
export function matchingTexts(member: Member, shape: Shape): fc.Arbitrary<string> | undefined {
  const pattern = constraintOf<string>(member, shape, "pattern");
  return pattern === undefined ? undefined : fc.stringMatching(new RegExp(pattern));
}

/** Whether a string has an allowed length. Smithy counts code points. */
export function hasLength(text: string, { min = 0, max = Number.POSITIVE_INFINITY }: Bounds): boolean {
  const { length } = [...text];
  return length >= min && length <= max;
}

/** Numbers in the range of a number; undefined if it has no range. */
export function numbersInRange(member: Member, shape: Shape): fc.Arbitrary<unknown> | undefined {
  const range = constraintOf<Bounds>(member, shape, "range");
  return range === undefined ? undefined : numbersOf(shape.type, range);
}

function numbersOf(type: string, { min = -(2 ** 31), max = 2 ** 31 - 1 }: Bounds): fc.Arbitrary<unknown> {
  switch (type) {
    case "long":
    case "bigInteger":
      return fc.bigInt({ min: BigInt(min), max: BigInt(max) });
    case "float":
    case "double":
      return fractions(min, max);
    case "bigDecimal":
      return fractions(min, max).map(String);
    default:
      return fc.integer({ min, max });
  }
}

function fractions(min: number, max: number): fc.Arbitrary<number> {
  return fc.double({ min, max, noNaN: true }).filter((value) => !Object.is(value, -0));
}

function constraintOf<T>(member: Member, shape: Shape, name: string): T | undefined {
  return getTrait<T>(member, name) ?? getTrait<T>(shape, name);
}
