import { describe, expect, test } from "vitest";
import { requireAllowedCluster } from "../../src/callers/allowed-cluster.ts";
import type { Caller } from "../../src/callers/caller.ts";
import { CallerError } from "../../src/callers/caller-error.ts";
import { requireSameNode } from "../../src/callers/same-node.ts";
import type { VerifiedToken } from "../../src/token/token-claims.ts";

const pod: VerifiedToken = {
  namespace: "shop",
  serviceAccount: "cart",
  keyId: "key-1",
  pod: { name: "cart-0", uid: "uid-0" },
};
const caller: Caller = { name: "edge", methods: ["sigv4"], clusters: new Set(["blue"]), sameNode: true };

function check(callerNode: Caller["node"], podNode: VerifiedToken["node"], others: Partial<Caller> = {}) {
  try {
    requireSameNode({ ...caller, node: callerNode, ...others }, { ...pod, node: podNode });
    return "accepted";
  } catch (error) {
    return error instanceof CallerError ? error.code : error;
  }
}

const node = { name: "node-1", uid: "uid-1" };

describe("a pod's token is accepted", () => {
  test.each([
    ["from its node", node, node],
    ["if the caller's UID is not known", { name: "node-1" }, node],
    ["if the pod's UID is not known", node, { name: "node-1" }],
  ])("%s", (_name, callerNode, podNode) => {
    expect(check(callerNode, podNode)).toBe("accepted");
  });

  test("from any node, if the caller can serve all", () => {
    expect(check(node, { name: "node-2" }, { sameNode: false })).toBe("accepted");
    expect(check(undefined, undefined, { sameNode: false })).toBe("accepted");
  });
});

describe("a pod's token is refused", () => {
  test.each([
    ["from another node", node, { name: "node-2", uid: "uid-1" }, "node_differs"],
    ["from a new node with the same name", node, { name: "node-1", uid: "uid-2" }, "node_differs"],
    ["from a node with a longer name", node, { name: "node-1.example" }, "node_differs"],
    ["without its node", node, undefined, "node_unknown"],
    ["if the caller's node is not known", undefined, node, "node_unknown"],
    ["if both nodes are not known", undefined, undefined, "node_unknown"],
  ])("%s", (_name, callerNode, podNode, code) => {
    expect(check(callerNode, podNode)).toBe(code);
  });

  test.each<[string, Partial<Caller>, VerifiedToken["node"]]>([
    ["pod's token", { node }, undefined],
    ["caller's token", { token: pod }, node],
    ["caller", {}, node],
  ])("with the fix, if the %s has no node", (_name, others, podNode) => {
    const run = () => requireSameNode({ ...caller, ...others }, { ...pod, node: podNode });
    expect(run).toThrow("callers.sameNode: false");
  });
});

describe("a caller can call", () => {
  test.each<[string, Caller["clusters"], string, boolean]>([
    ["for its cluster", new Set(["blue"]), "blue", true],
    ["for all clusters", "all", "any", true],
    ["not for another cluster", new Set(["blue"]), "green", false],
    ["not for a cluster with a similar name", new Set(["blue"]), "Blue", false],
    ["for none without clusters", new Set<string>(), "blue", false],
  ])("%s", (_name, clusters, clusterName, isAllowed) => {
    const run = () => requireAllowedCluster({ ...caller, clusters }, clusterName);
    if (isAllowed) {
      expect(run).not.toThrow();
    } else {
      expect(run).toThrow(expect.objectContaining({ code: "cluster_not_allowed" }));
    }
  });
});
