import fc from "fast-check";

const surrogates = { first: 0xd800, count: 0x800 };

/**
 * Any character of Unicode: what `fc.string({ unit: "binary" })` consists of, without the second of CPU time that building
 * that unit takes.
 */
export const anyCharacter: fc.Arbitrary<string> = fc.nat(0x10ffff - surrogates.count).map(
  (index) => String.fromCodePoint(index < surrogates.first ? index : index + surrogates.count),
  (text) => {
    const point = typeof text === "string" ? text.codePointAt(0) : undefined;
    if (point === undefined || text !== String.fromCodePoint(point)) {
      throw new Error("not one character");
    }
    return point < surrogates.first ? point : point - surrogates.count;
  },
);
