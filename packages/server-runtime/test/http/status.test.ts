import { expect, test } from "vitest";
import { requireStatus } from "../../src/index.ts";

test.each([200, 404, 599])("%s is a status", (status) => {
  expect(requireStatus(status, "", "code")).toBe(status);
});

test.each([0, 100, 199, 600, 200.5, Number.NaN, "200" as unknown as number])("%s is none", (status) => {
  expect(() => requireStatus(status, "", "code")).toThrow(
    new TypeError("The operation's output must have an HTTP status from 200 to 599 at /code"),
  );
});
