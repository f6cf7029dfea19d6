import { KubernetesApiError, type KubernetesErrorCode } from "@eks-auth/kubernetes";
import { expect, test } from "vitest";
import { toWriteError } from "../../../src/associations/kubernetes/to-change-error.ts";

function failWith(code: KubernetesErrorCode, systemCode?: string): KubernetesApiError {
  const cause = systemCode === undefined ? undefined : Object.assign(new Error("lost"), { code: systemCode });
  return new KubernetesApiError(code, "PUT https://10.0.0.1 failed.", { cause });
}

test.each<[KubernetesErrorCode, string | undefined]>([
  ["timeout", undefined],
  ["response_invalid", undefined],
  ["response_too_large", undefined],
  ["unreachable", "ECONNRESET"],
  ["unreachable", "EPIPE"],
  ["unreachable", "ETIMEDOUT"],
])("after %s (%s), a change may have been made", (code, systemCode) => {
  const cause = failWith(code, systemCode);
  expect(toWriteError(cause)).toMatchObject({ code: "outcome_unknown", cause });
});

test.each<[KubernetesErrorCode, string | undefined]>([
  ["unreachable", "ECONNREFUSED"],
  ["unreachable", "ENOTFOUND"],
  ["unreachable", undefined],
  ["conflict", undefined],
  ["forbidden", undefined],
  ["unavailable", undefined],
])("after %s (%s), it was not made", (code, systemCode) => {
  const error = failWith(code, systemCode);
  expect(toWriteError(error)).toBe(error);
});

test("other errors stay", () => {
  const error = new TypeError("x");
  expect(toWriteError(error)).toBe(error);
});
