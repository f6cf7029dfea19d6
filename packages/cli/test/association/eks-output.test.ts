import { expect, test } from "vitest";
import { readEksOutput } from "../../src/association/eks-output.ts";

const described = {
  clusterName: "prod",
  namespace: "a",
  serviceAccount: "b",
  associationId: "a-1",
  roleArn: "r",
};

function read(...values: readonly unknown[]) {
  return readEksOutput(values.map((value, index) => ({ value, line: index + 1 })));
}

test("merges descriptions and lists, and ignores listed associations that are described", () => {
  const { roleArn, ...listed } = described;
  expect(read({ associations: [listed] }, { association: described })).toEqual({
    associations: [expect.objectContaining({ namespace: "a", serviceAccount: "b", roleArn: "r" })],
    dropped: [{ member: "associationId", associations: 1, reason: "the new association has its own" }],
    clusterNames: ["prod"],
    undescribed: [],
    unknown: [],
  });
  expect(read({ associations: [listed, listed] })).toMatchObject({ associations: [], undescribed: ["prod"] });
});

test("drops empty values, and an external ID without a target role", () => {
  const association = { ...described, targetRoleArn: "", externalId: "x", policy: null };
  expect(read({ association }).associations[0]).toEqual({
    namespace: "a",
    serviceAccount: "b",
    roleArn: "r",
  });
});

test("reports the lines of other documents", () => {
  expect(read([], { association: described }, { associations: [1] }, null).unknown).toEqual([1, 3, 4]);
});
