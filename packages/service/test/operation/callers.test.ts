import { ProtocolError, ResourceNotFoundException } from "@eks-auth/server";
import { describe, expect, test } from "vitest";
import type { Caller } from "../../src/callers/caller.ts";
import type { Cluster } from "../../src/operation/assume-role-for-pod-identity.ts";
import type { Decision } from "../../src/operation/decision.ts";
import { createPodIdentityService } from "../../src/operation/pod-identity-service.ts";

const blue: Cluster = {
  name: "blue",
  region: "eu-west-1",
  accountId: "111122223333",
  issuer: "https://blue.example",
  keys: () => Promise.reject(new Error("Not asked.")),
  associations: { find: () => Promise.reject(new Error("Not asked.")) },
};
const decisions: Decision[] = [];
const service = createPodIdentityService({
  clusters: [blue],
  credentials: { issue: () => Promise.reject(new Error("Not asked.")) },
  onDecision: (decision) => void decisions.push(decision),
});

async function call(clusters: Caller["clusters"], clusterName: string): Promise<unknown> {
  decisions.length = 0;
  const context: Caller = { name: "edge", methods: ["sigv4"], clusters, sameNode: false };
  try {
    const input = { clusterName, token: "a.b.c" };
    return await service.assumeRoleForPodIdentity(input, {
      context,
      operation: "AssumeRoleForPodIdentity",
      requestId: "id",
      signal: AbortSignal.abort(),
    } as Parameters<typeof service.assumeRoleForPodIdentity>[1]);
  } catch (error) {
    return error;
  }
}

describe("a caller that is allowed for", () => {
  test("all clusters gets a 404 for one that does not exist", async () => {
    expect(await call("all", "red")).toBeInstanceOf(ResourceNotFoundException);
    expect(decisions).toMatchObject([
      { error: "ResourceNotFoundException", reason: { code: "cluster_not_found" } },
    ]);
  });

  test("other clusters gets the same response for one that exists and one that does not", async () => {
    const answers = [await call(new Set(["green"]), "blue"), await call(new Set(["green"]), "red")];
    for (const answer of answers) {
      expect(answer).toBeInstanceOf(ProtocolError);
      expect(answer).toMatchObject({ name: "AccessDenied", status: 403, headers: {} });
    }
    expect(new Set(answers.map(String)).size).toBe(1);
    expect(decisions).toMatchObject([
      { error: "AccessDenied", reason: { code: "cluster_not_allowed" }, caller: { name: "edge" } },
    ]);
  });

  test("a cluster is not allowed for one with a similar name", async () => {
    expect(await call(new Set(["blue"]), "Blue")).toMatchObject({ name: "AccessDenied", status: 403 });
  });
});
