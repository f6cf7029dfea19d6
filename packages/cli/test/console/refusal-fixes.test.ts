import { CallerError, InvalidTokenError, UnknownClusterError } from "@eks-auth/service";
import { expect, test } from "vitest";
import { fixOf } from "../../src/console/refusal-fixes.ts";

test("a refusal has a fix, unless its message says it", () => {
  expect(fixOf(new UnknownClusterError("none"))).toContain("--cluster");
  expect(fixOf(new InvalidTokenError("audience", "It is another."))).toContain("pods.eks.amazonaws.com");
  expect(fixOf(new CallerError("caller_missing", "Sign requests."))).toBe("");
});
