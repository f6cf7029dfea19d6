import { describe, expect, test } from "vitest";
import { observeStatus, summarize } from "../../../src/associations/kubernetes/observed-status.ts";
import {
  type AssociationState,
  createStatus,
  decideConditions,
  decideOutcome,
} from "../../../src/associations/kubernetes/wanted-status.ts";

const accepted: AssociationState = {
  problem: undefined,
  winner: undefined,
  refusedInNamespace: undefined,
  refusedInCluster: undefined,
};
const role = "arn:aws:iam::111122223333:role/cart";
const ids = { id: "a-1", arn: "arn:aws:eks:eu-west-1:111122223333:podidentityassociation/edge/a-1" };

describe("the conditions", () => {
  test.each<[string, Partial<AssociationState>, string, string]>([
    ["accepted", {}, "True/Accepted True/Accepted False/NoConflict", "Pods get the role."],
    [
      "invalid",
      { problem: "spec.roleArn is wrong." },
      "False/Invalid Unknown/Invalid Unknown/Invalid",
      "spec.roleArn is wrong.",
    ],
    [
      "not_allowed",
      { refusedInNamespace: role, refusedInCluster: role },
      "False/NotAllowedInNamespace False/NotAllowedInNamespace False/NoConflict",
      role,
    ],
    [
      "not_allowed",
      { refusedInCluster: role },
      "False/NotAllowedInCluster False/NotAllowedInCluster False/NoConflict",
      role,
    ],
    [
      "superseded",
      { winner: { home: "shop", name: "old" } },
      "False/Superseded True/Accepted True/Superseded",
      "PodIdentityAssociation shop/old",
    ],
    [
      "superseded",
      { winner: { home: undefined, name: "all" }, refusedInNamespace: role },
      "False/Superseded False/NotAllowedInNamespace True/Superseded",
      "ClusterPodIdentityAssociation all",
    ],
  ])("of a resource that is %s", (outcome, state, summary, message) => {
    const conditions = decideConditions({ ...accepted, ...state });
    expect(decideOutcome({ ...accepted, ...state })).toBe(outcome);
    expect(conditions.map(({ type }) => type)).toEqual(["Ready", "RoleAllowed", "Conflicting"]);
    expect(summarize(conditions)).toBe(summary);
    expect(conditions[0]?.message).toContain(message);
  });
});

describe("a status", () => {
  const first = createStatus(decideConditions(accepted), ids, 3, undefined, new Date(1_000_999));

  test("has the ID, the ARN, and whole seconds", () => {
    expect(first).toMatchObject({ associationId: ids.id, associationArn: ids.arn, observedGeneration: 3 });
    expect(first.conditions?.map(({ lastTransitionTime }) => lastTransitionTime)).toEqual(
      Array(3).fill("1970-01-01T00:16:40Z"),
    );
  });

  test("keeps the time of conditions whose status stays the same", () => {
    const conditions = decideConditions({ ...accepted, winner: { home: undefined, name: "all" } });
    const second = createStatus(conditions, ids, 4, first, new Date(2_000_000));
    expect(second.conditions).toMatchObject([
      { type: "Ready", lastTransitionTime: "1970-01-01T00:33:20Z", observedGeneration: 4 },
      { type: "RoleAllowed", lastTransitionTime: "1970-01-01T00:16:40Z", observedGeneration: 4 },
      { type: "Conflicting", lastTransitionTime: "1970-01-01T00:33:20Z", observedGeneration: 4 },
    ]);
  });

  test("is seen as it was written", () => {
    expect(observeStatus(first, () => ids)).toEqual({
      summary: "True/Accepted True/Accepted False/NoConflict",
      generation: 3,
    });
    const invalid = createStatus(
      decideConditions({ ...accepted, problem: "x" }),
      undefined,
      1,
      first,
      new Date(),
    );
    expect(observeStatus(invalid, undefined).summary).toBe("False/Invalid Unknown/Invalid Unknown/Invalid");
  });

  test.each<[string, object | undefined]>([
    ["missing", undefined],
    ["empty", {}],
    ["without a condition", { ...first, conditions: first.conditions?.slice(1) }],
    ["with the ID of another", { ...first, associationId: "a-2" }],
    ["with conditions of another generation", { ...first, observedGeneration: 2 }],
    ["with something else for conditions", { ...first, conditions: [1, 2, 3] }],
  ])("that is %s is not as wanted", (_name, status) => {
    expect(observeStatus(status, () => ids).summary).not.toBe("True/Accepted True/Accepted False/NoConflict");
  });
});
