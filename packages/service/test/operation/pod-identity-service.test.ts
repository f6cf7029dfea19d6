import { expect, test } from "vitest";
import { createPodIdentityService } from "../../src/operation/pod-identity-service.ts";

test("the error of a failed hook replaces the modelled error", async () => {
  const service = createPodIdentityService({
    clusters: [],
    credentials: { issue: () => Promise.reject(new Error()) },
    onDecision: () => Promise.reject(new Error("The log is full.")),
  });
  const call = {
    context: undefined,
    operation: "AssumeRoleForPodIdentity",
    requestId: "1",
    signal: new AbortController().signal,
  };
  await expect(
    service.assumeRoleForPodIdentity({ clusterName: "red", token: "a.b.c" }, call),
  ).rejects.toEqual(new Error("The log is full."));
});

test("two clusters with the same name are rejected", () => {
  const cluster = {
    name: "blue",
    region: "eu-west-1",
    accountId: "111122223333",
    issuer: "https://issuer.example",
    keys: () => Promise.reject(new Error()),
    associations: { find: async () => undefined },
  };
  expect(() =>
    createPodIdentityService({
      clusters: [cluster, { ...cluster, issuer: "https://other.example" }],
      credentials: { issue: () => Promise.reject(new Error()) },
      onDecision: () => {},
    }),
  ).toThrow("Two clusters have the name blue. Names must be unique.");
});
