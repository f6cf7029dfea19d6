import { ProtocolError } from "@eks-auth/server";
import { describe, expect, test } from "vitest";
import { createAuthenticate, type RejectedCaller } from "../../src/callers/authenticate.ts";
import type { Caller } from "../../src/callers/caller.ts";
import { CallerError } from "../../src/callers/caller-error.ts";
import type { AuthenticatedCaller } from "../../src/callers/caller-method.ts";
import { sampleRequest } from "./sample-request.ts";

const agent: AuthenticatedCaller = {
  method: "serviceAccount",
  name: "system:serviceaccount:eks-auth:agent",
  clusters: new Set(["blue"]),
  node: { name: "node-1", uid: "uid-1" },
};
const key: AuthenticatedCaller = { method: "sigv4", name: "edge", clusters: new Set(["blue", "green"]) };
const certificate: AuthenticatedCaller = { method: "certificate", name: "all", clusters: "all" };

const rejected: RejectedCaller[] = [];

async function authenticate(
  callers: readonly (AuthenticatedCaller | Error | undefined)[],
  sameNode?: boolean,
): Promise<Caller> {
  rejected.length = 0;
  const methods = callers.map((caller) => async () => {
    if (caller instanceof Error) {
      throw caller;
    }
    return caller;
  });
  const hook = createAuthenticate({ methods, sameNode, onRejected: (each) => rejected.push(each) });
  return hook(sampleRequest());
}

test("a caller has what its credentials prove", async () => {
  expect(await authenticate([undefined, agent])).toEqual({
    name: agent.name,
    methods: ["serviceAccount"],
    clusters: agent.clusters,
    node: agent.node,
    token: undefined,
    sameNode: true,
  });
  expect(rejected).toEqual([]);
});

describe("several credentials", () => {
  test("allow only the clusters that all of them allow", async () => {
    const caller = await authenticate([certificate, key, agent]);
    expect(caller).toMatchObject({
      name: "all+edge+system:serviceaccount:eks-auth:agent",
      methods: ["certificate", "sigv4", "serviceAccount"],
      clusters: new Set(["blue"]),
      node: agent.node,
    });
    expect((await authenticate([certificate, certificate])).clusters).toBe("all");
    expect((await authenticate([key, { ...agent, clusters: new Set(["red"]) }])).clusters).toEqual(new Set());
  });

  test("must all be valid", async () => {
    const invalid = new CallerError("signature_invalid", "The signature is not valid.");
    for (const callers of [
      [invalid, agent],
      [agent, invalid],
    ]) {
      await expect(authenticate(callers)).rejects.toMatchObject({
        name: "InvalidSignatureException",
        status: 403,
      });
    }
  });

  test.each<[AuthenticatedCaller["node"], AuthenticatedCaller["node"]]>([
    [{ name: "node-1" }, { name: "node-1", uid: "uid-1" }],
    [{ name: "node-1", uid: "uid-1" }, { name: "node-1" }],
    [{ name: "node-1", uid: "uid-1" }, undefined],
    [undefined, { name: "node-1", uid: "uid-1" }],
  ])("can have nodes that agree: %j, %j", async (one, other) => {
    const caller = await authenticate([
      { ...key, node: one },
      { ...agent, node: other },
    ]);
    expect(caller.node).toEqual({ name: "node-1", uid: "uid-1" });
  });

  test.each([
    [{ name: "node-1" }, { name: "node-2" }],
    [
      { name: "node-1", uid: "uid-1" },
      { name: "node-1", uid: "uid-2" },
    ],
  ])("can't have different nodes: %j, %j", async (one, other) => {
    const callers = [
      { ...key, node: one },
      { ...agent, node: other },
    ];
    await expect(authenticate(callers)).rejects.toMatchObject({ name: "AccessDenied", status: 403 });
    expect(rejected).toMatchObject([{ code: "callers_differ" }]);
  });
});

describe("only tokens of the same node can be exchanged", () => {
  test.each<[string, AuthenticatedCaller, boolean | undefined, boolean]>([
    ["by a service account", { ...agent, node: undefined }, undefined, true],
    ["by a key with a node", { ...key, node: { name: "node-1" } }, undefined, true],
    ["by a key without a node", key, undefined, false],
    ["by a key without a node, if configured", key, true, true],
    ["by a service account, unless configured", agent, false, false],
  ])("%s", async (_name, caller, configured, expected) => {
    expect((await authenticate([caller], configured)).sameNode).toBe(expected);
  });
});

describe("a request is rejected and reported", () => {
  test("without credentials of a configured method", async () => {
    await expect(authenticate([undefined])).rejects.toMatchObject({
      name: "MissingAuthenticationTokenException",
      status: 403,
    });
    expect(rejected).toEqual([
      {
        code: "caller_missing",
        answer: "MissingAuthenticationTokenException",
        message: expect.stringContaining("no credentials"),
        address: "192.0.2.1",
      },
    ]);
  });

  test("while the caller can't be verified", async () => {
    const unavailable = new CallerError("caller_keys_unavailable", "The keys are not available.");
    await expect(authenticate([unavailable])).rejects.toMatchObject({
      name: "ServiceUnavailableException",
      status: 503,
    });
  });

  test("but an unexpected error is not the caller's fault", async () => {
    const error = new TypeError("A bug.");
    await expect(authenticate([error])).rejects.toBe(error);
    expect(rejected).toEqual([]);
  });
});

test("the response says nothing of the reason", async () => {
  const error = new CallerError("caller_token_invalid", "The detail.");
  const response = await authenticate([error]).catch((thrown: unknown) => thrown);
  expect(response).toBeInstanceOf(ProtocolError);
  expect(JSON.stringify(response)).not.toContain("detail");
  expect((response as Error).message).toBe("The caller is not allowed to make this request.");
});
