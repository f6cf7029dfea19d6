import type { AstMember, AstShape } from "@eks-auth/codegen";
import fc from "fast-check";
import { getTrait } from "../../every-feature-model/shapes.ts";

/** The least and the most that a constraint allows. */
interface Bounds {
  readonly min?: number;
  readonly max?: number;
}

/** How many characters, bytes, items or entries a value may have: the member's own constraint counts before its shape's. */
export function lengthOf(member: AstMember, shape: AstShape): Bounds {
  return constraintOf<Bounds>(member, shape, "length") ?? {};
}

/** Texts that match the pattern of a string, where it has one. Its length is yet to be looked at. */
export function matchingTexts(member: AstMember, shape: AstShape): fc.Arbitrary<string> | undefined {
  const pattern = constraintOf<string>(member, shape, "pattern");
  return pattern === undefined ? undefined : fc.stringMatching(new RegExp(pattern));
}

/** Whether a string is as long as it may be: Smithy counts code points. */
export function hasLength(text: string, { min = 0, max = Number.POSITIVE_INFINITY }: Bounds): boolean {
  const { length } = [...text];
  return length >= min && length <= max;
}

/** Numbers within the range of a number, where it has one. */
export function numbersInRange(member: AstMember, shape: AstShape): fc.Arbitrary<unknown> | undefined {
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

function constraintOf<T>(member: AstMember, shape: AstShape, name: string): T | undefined {
  return getTrait<T>(member, name) ?? getTrait<T>(shape, name);
}
