import fc from "fast-check";
import { expect, test } from "vitest";
import { EksApiError } from "../../src/eks-api/eks-api-error.ts";
import { createNextToken, readNextToken } from "../../src/eks-api/next-token.ts";

const listed = fc.array(fc.option(fc.string(), { nil: undefined }), { maxLength: 3 });

test("a token says where the next page of the same list begins", () => {
  fc.assert(
    fc.property(listed, fc.string({ unit: "grapheme" }), (list, after) => {
      expect(readNextToken(list, createNextToken(list, after))).toBe(after);
    }),
  );
});

test("without a token, the first page is read", () => {
  expect(readNextToken(["edge"], undefined)).toBeUndefined();
});

test("a token of another list is refused", () => {
  fc.assert(
    fc.property(listed, listed, fc.string(), (one, other, after) => {
      fc.pre(JSON.stringify(one) !== JSON.stringify(other));
      expect(() => readNextToken(other, createNextToken(one, after))).toThrow(EksApiError);
    }),
  );
});

test("a changed token, and any other text, is refused", () => {
  const token = createNextToken(["edge", undefined], "a-0123456789abcdefg");
  fc.assert(
    fc.property(fc.nat(token.length - 1), fc.constantFrom(..."Az0_-= "), (at, character) => {
      const changed = token.slice(0, at) + character + token.slice(at + 1);
      fc.pre(changed !== token);
      expect(() => readNextToken(["edge", undefined], changed)).toThrow(EksApiError);
    }),
  );
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(() => readNextToken(["edge"], text)).toThrow(
        expect.objectContaining({ code: "next_token_invalid" }),
      );
    }),
  );
});
