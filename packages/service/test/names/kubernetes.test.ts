import { expect, test } from "vitest";
import { namespacePattern, objectNamePattern, serviceAccountSubject } from "../../src/names/kubernetes.ts";

test.each(["a", "0", "kube-system", "a".repeat(63)])("%s is a namespace and an object's name", (name) => {
  expect(name).toMatch(namespacePattern);
  expect(name).toMatch(objectNamePattern);
});

test.each(["a.b", "cart-0.v2", "a".repeat(253)])("%s is only an object's name", (name) => {
  expect(name).not.toMatch(namespacePattern);
  expect(name).toMatch(objectNamePattern);
});

test.each(["", "-a", "a-", "A", "a_b", "a:b", "a/b", ".a", "a..b", "a\n", "a".repeat(254)])(
  "%j is no name",
  (name) => {
    expect(name).not.toMatch(namespacePattern);
    expect(name).not.toMatch(objectNamePattern);
  },
);

test("a service account has a subject", () => {
  expect(serviceAccountSubject("shop", "cart")).toBe("system:serviceaccount:shop:cart");
});
