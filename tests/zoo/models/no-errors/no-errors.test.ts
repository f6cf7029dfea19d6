import { type ErrorName, errors, findErrorName } from "@acme/types";
import { expect, test } from "vitest";

test("a service without errors has no names of errors", () => {
  const names: readonly ErrorName[] = [] satisfies readonly never[];
  expect([names, errors, findErrorName(500, "InternalFailure")]).toEqual([[], {}, undefined]);
});
