import { describe, expect, it } from "vitest";
import { matchesSelector } from "../../../src/doctor/kubernetes/objects.ts";

describe("matchesSelector", () => {
  const labels = { team: "shop", tier: "web" };

  it.each([
    [{}, true],
    [{ matchLabels: { team: "shop" } }, true],
    [{ matchLabels: { team: "till" } }, false],
    [{ matchExpressions: [{ key: "team", operator: "In", values: ["shop"] }] }, true],
    [{ matchExpressions: [{ key: "none", operator: "In", values: ["shop"] }] }, false],
    [{ matchExpressions: [{ key: "team", operator: "NotIn", values: ["shop"] }] }, false],
    [{ matchExpressions: [{ key: "none", operator: "NotIn", values: ["shop"] }] }, true],
    [{ matchExpressions: [{ key: "team", operator: "Exists" }] }, true],
    [{ matchExpressions: [{ key: "team", operator: "DoesNotExist" }] }, false],
    [
      { matchLabels: { tier: "web" }, matchExpressions: [{ key: "team", operator: "NotIn", values: ["a"] }] },
      true,
    ],
  ])("of %j is %s", (selector, matches) => {
    expect(matchesSelector(selector, labels)).toBe(matches);
  });
});
