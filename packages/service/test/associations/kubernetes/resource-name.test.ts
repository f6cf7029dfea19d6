import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { deriveResourceName } from "../../../src/associations/kubernetes/resource-name.ts";
import { namesArbitrary } from "./names-arbitrary.ts";

function derive(namespace: string, serviceAccount: string, clusterWide = false): string {
  return deriveResourceName({ namespace, serviceAccount }, { clusterWide });
}

describe("deriveResourceName", () => {
  it("is the service account if its name is exact", () => {
    expect(derive("shop", "cart")).toBe("cart");
    expect(derive("shop", "cart--2.old")).toBe("cart--2.old");
    expect(derive("shop", "cart.old", true)).toBe("shop.cart.old");
  });

  it.each([
    ["shop", "*", false, /^any-[\da-f]{8}$/],
    ["shop", "app-*", false, /^app-any-[\da-f]{8}$/],
    ["shop", "*-app?", false, /^any-app-one-[\da-f]{8}$/],
    ["team-*", "*", true, /^team-any\.any-[\da-f]{8}$/],
    ["*", "cart", true, /^any\.cart-[\da-f]{8}$/],
  ])("is readable for %s/%s", (namespace, serviceAccount, clusterWide, pattern) => {
    expect(derive(namespace, serviceAccount, clusterWide)).toMatch(pattern);
  });

  it("differs for different globs that read the same", () => {
    expect(derive("shop", "*a")).not.toBe(derive("shop", "any-a"));
    expect(derive("shop", "**")).not.toBe(derive("shop", "*"));
  });
});

test("a derived name is always the name of an object", () => {
  const objectName = /^(?=.{1,253}$)[a-z\d]([a-z\d-]*[a-z\d])?(\.[a-z\d]([a-z\d-]*[a-z\d])?)*$/;
  fc.assert(
    fc.property(namesArbitrary, fc.boolean(), (names, clusterWide) => {
      expect(deriveResourceName(names, { clusterWide })).toMatch(objectName);
    }),
  );
});
