import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DeniedError } from "../../src/revocation/denied-error.ts";
import { type DenyEntry, DenyList } from "../../src/revocation/deny-list.ts";
import type { VerifiedToken } from "../../src/token/token-claims.ts";

const token: VerifiedToken = {
  namespace: "shop",
  serviceAccount: "cart",
  pod: { name: "cart-0", uid: "uid-0" },
  tokenId: "id-0",
  keyId: "key-0",
};

function isDenied(entries: readonly DenyEntry[], denied: VerifiedToken = token, cluster = "edge"): boolean {
  try {
    new DenyList(entries).require(cluster, denied);
    return false;
  } catch (error) {
    expect(error).toBeInstanceOf(DeniedError);
    return true;
  }
}

describe.each<[DenyEntry, DenyEntry]>([
  [{ keyId: "key-0" }, { keyId: "key-1" }],
  [{ tokenId: "id-0" }, { tokenId: "id" }],
  [{ podUid: "uid-0" }, { podUid: "cart-0" }],
  [{ serviceAccount: "shop/cart" }, { serviceAccount: "shop/carts" }],
])("%j", (entry, other) => {
  test("denies the token in every cluster", () => {
    expect(isDenied([other, entry])).toBe(true);
    expect(isDenied([entry], token, "lab")).toBe(true);
  });
  test("denies the token only in its cluster, if it has one", () => {
    expect(isDenied([{ ...entry, cluster: "edge" }])).toBe(true);
    expect(isDenied([{ ...entry, cluster: "edge" }], token, "lab")).toBe(false);
  });
  test("denies no other", () => expect(isDenied([other])).toBe(false));
});

test("a token without an ID is not denied by one", () => {
  expect(isDenied([{ tokenId: "undefined" }, { tokenId: "" }], { ...token, tokenId: undefined })).toBe(false);
});

test("a value of one kind is not one of another", () => {
  const value = fc.constantFrom("one", "two", "one two", "edge one");
  const entry = fc.oneof(
    fc.record({ keyId: value }),
    fc.record({ tokenId: value }),
    fc.record({ podUid: value }),
  );
  const cluster = fc.constantFrom("edge", "lab");
  const inCluster = fc.record({ entry, cluster: fc.option(cluster, { nil: undefined }) });
  fc.assert(
    fc.property(fc.array(inCluster), value, value, value, cluster, (list, keyId, tokenId, uid, asked) => {
      const expected = list.some(
        ({ entry: denied, cluster: only }) =>
          (only === undefined || only === asked) &&
          (("keyId" in denied && denied.keyId === keyId) ||
            ("tokenId" in denied && denied.tokenId === tokenId) ||
            ("podUid" in denied && denied.podUid === uid)),
      );
      const entries = list.map(({ entry: denied, cluster: only }) => ({ ...denied, cluster: only }));
      expect(isDenied(entries, { ...token, keyId, tokenId, pod: { name: "cart-0", uid } }, asked)).toBe(
        expected,
      );
    }),
  );
});

test("the error names the entry and its reason, for the operator", () => {
  const list = new DenyList([{ podUid: "uid-0", reason: "incident 17" }]);
  expect(() => list.require("edge", token)).toThrow(
    "The deny list has the token's podUid uid-0 because: incident 17. Remove the entry to allow it.",
  );
  expect(() => new DenyList([{ keyId: "key-0" }]).require("edge", token)).toThrow(
    "The deny list has the token's keyId key-0. Remove the entry to allow it.",
  );
});
