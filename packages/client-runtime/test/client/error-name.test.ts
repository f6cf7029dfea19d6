import { HttpResponse, loadRestJsonErrorCode } from "@smithy/core/protocols";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readErrorName } from "../../src/client/read-response.ts";

const part = fc.string({ unit: fc.constantFrom("A", "b", ".", "-", "#", ":", ",", "/", " ") });

test("the name of an error has neither a namespace nor a URI, as in the official client", () => {
  fc.assert(
    fc.property(part, (text) => {
      const official = String(
        loadRestJsonErrorCode(
          new HttpResponse({ statusCode: 400, headers: { "x-amzn-errortype": text } }),
          {},
        ),
      );
      // The official client cuts the namespace off later, and keeps empty names.
      const expected = official.split("#")[official.includes("#") ? 1 : 0];
      expect(readErrorName(text)).toBe(expected || "UnknownError");
    }),
  );
});

test.each([
  "FooError",
  "aws.protocoltests#FooError",
  "FooError:http://x/y#z",
  "a.b#FooError:http://x",
  "FooError,Bar",
])("%s is FooError", (text) => {
  expect(readErrorName(text)).toBe("FooError");
});

test.each([undefined, null, "", "a#", ":"])("%j has no name", (value) => {
  expect(readErrorName(value)).toBe("UnknownError");
});
