import { describe, expect, test } from "vitest";
import { TokenClaims } from "../../src/token/token-claims.ts";

const claims = { namespace: "shop", serviceaccount: { name: "cart" }, pod: { name: "cart-0", uid: "uid-0" } };

function subjectOf(changes: Record<string, unknown>) {
  return new TokenClaims({ "kubernetes.io": { ...claims, ...changes } }, "key-0").subject;
}

test("the subject is parsed from the claims of Kubernetes, once", () => {
  const node = { name: "node-0", uid: "uid-1" };
  const token = new TokenClaims({ "kubernetes.io": { ...claims, node }, iss: "other", jti: "id-0" }, "key-0");
  expect(token.subject).toEqual({
    namespace: "shop",
    serviceAccount: "cart",
    pod: { name: "cart-0", uid: "uid-0" },
    node,
    tokenId: "id-0",
    keyId: "key-0",
  });
  expect(token.subject).toBe(token.subject);
});

describe("names have the limits of Kubernetes:", () => {
  test.each<[string, (name: string) => Record<string, unknown>, number]>([
    ["namespace", (namespace) => ({ namespace }), 63],
    ["serviceaccount/name", (name) => ({ serviceaccount: { name } }), 253],
    ["pod/name", (name) => ({ pod: { name, uid: "uid-0" } }), 253],
    ["pod/uid", (uid) => ({ pod: { name: "cart-0", uid } }), 256],
    ["node/name", (name) => ({ node: { name } }), 253],
    ["node/uid", (uid) => ({ node: { name: "node-0", uid } }), 256],
  ])("%s", (path, change, limit) => {
    expect(subjectOf(change("a".repeat(limit)))).toBeDefined();
    expect(() => subjectOf(change("a".repeat(limit + 1)))).toThrow(
      `Claims are missing or malformed: kubernetes.io/${path}.`,
    );
  });
});

test("node and token ID can be absent, as in older versions of Kubernetes", () => {
  const { node, tokenId } = subjectOf({});
  expect({ node, tokenId }).toEqual({ node: undefined, tokenId: undefined });
});

test("every malformed claim is named", () => {
  expect(() => subjectOf({ namespace: "A", pod: { name: "cart_0", uid: "" } })).toThrow(
    "Claims are missing or malformed: kubernetes.io/namespace, kubernetes.io/pod/name, kubernetes.io/pod/uid.",
  );
});
