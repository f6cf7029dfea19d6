import { anyCharacter } from "@eks-auth/test-kit/any-character";
import fc from "fast-check";
import { expect, test } from "vitest";
import { decodePart } from "../../src/token/decode-part.ts";

test("any object is decoded", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ unit: anyCharacter }), fc.jsonValue()), (object) => {
      const json = JSON.stringify(object);
      expect(decodePart(Buffer.from(json))).toEqual(JSON.parse(json));
      expect(decodePart(Buffer.from(JSON.stringify(object, undefined, 2)))).toEqual(JSON.parse(json));
    }),
  );
});

test("an object with a member twice, at any depth, is not", () => {
  const depth = fc.array(fc.constantFrom("{", "["), { maxLength: 5 });
  fc.assert(
    fc.property(
      fc.string({ unit: anyCharacter }),
      fc.jsonValue(),
      fc.jsonValue(),
      depth,
      (name, one, other, open) => {
        const [member, again] = [one, other].map(
          (value) => `${JSON.stringify(name)}:${JSON.stringify(value)}`,
        );
        const nested = open.reduce(
          (inner, kind) => (kind === "{" ? `{"a":${inner}}` : `[${inner}]`),
          `{${member},${again}}`,
        );
        expect(decodePart(Buffer.from(`{"claim":${nested}}`))).toBeUndefined();
        const once = nested.replace(`{${member},${again}}`, () => `{${member}}`);
        expect(decodePart(Buffer.from(`{"claim":${once}}`))).toEqual(JSON.parse(`{"claim":${once}}`));
      },
    ),
  );
});

test.each(["", "null", "[]", "1", '"a"', "{", '{"a":1,}', "\ufeff{}"])("%j is not", (text) => {
  expect(decodePart(Buffer.from(text))).toBeUndefined();
});

test("deep nesting and long lists do not fail", () => {
  const deep = `{"a":${"[".repeat(100_000)}${"]".repeat(100_000)}}`;
  const long = `{"a":[${"0,".repeat(200_000)}0]}`;
  expect(decodePart(Buffer.from(deep))).toHaveProperty("a");
  expect(decodePart(Buffer.from(long))).toHaveProperty("a");
});
