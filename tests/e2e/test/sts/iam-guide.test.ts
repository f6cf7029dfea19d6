import { readSnippets } from "@eks-auth/test-kit/snippets";
import { expect, test } from "vitest";

const tags = [
  "eks-cluster-arn",
  "eks-cluster-name",
  "kubernetes-namespace",
  "kubernetes-service-account",
  "kubernetes-pod-name",
  "kubernetes-pod-uid",
];
const policies = readSnippets("docs/iam.md").filter(({ language }) => language === "json");

test("docs/iam.md has five policies", () => {
  expect(policies).toHaveLength(5);
});

test.each(policies)("the policy in line $line of docs/iam.md is valid", ({ code }) => {
  const policy = JSON.parse(code);
  expect(policy).toEqual({
    Version: "2012-10-17",
    Statement: [expect.objectContaining({ Effect: "Allow" })],
  });
  const [{ Action, Principal, Resource }] = policy.Statement;
  expect([Action].flat()).toEqual(
    expect.arrayContaining([expect.stringMatching(/^(sts:AssumeRole|s3:GetObject)$/)]),
  );
  expect([Principal === undefined, Resource === undefined]).toContain(false);
  expect([Principal, Resource].filter((part) => part !== undefined)).toHaveLength(1);
});

test("docs/iam.md has conditions only on tags that the service sets", () => {
  const conditions = policies.flatMap(({ code }) => [...code.matchAll(/aws:\w+Tag\/([\w-]+)/g)]);
  expect(conditions.length).toBeGreaterThan(5);
  expect(conditions.map(([, tag]) => tag).filter((tag = "") => !tags.includes(tag))).toEqual([]);
});
