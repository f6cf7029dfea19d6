import { expect, test } from "vitest";
import { isSpiffeId } from "../../../src/callers/certificate/spiffe-id.ts";

test.each([
  "spiffe://example.org",
  "spiffe://example.org/ns/eks-auth/sa/agent",
  "spiffe://1-a_b.c/A.b_c-1/...",
  `spiffe://a/${"b".repeat(2_037)}`,
])("%s is valid", (id) => {
  expect(isSpiffeId(id)).toBe(true);
});

test.each([
  "",
  "https://example.org/agent",
  "SPIFFE://example.org/agent",
  "spiffe://Example.org/agent",
  "spiffe:///agent",
  "spiffe://example.org/",
  "spiffe://example.org//agent",
  "spiffe://example.org/agent/",
  "spiffe://example.org/./agent",
  "spiffe://example.org/../agent",
  "spiffe://example.org/a/..",
  "spiffe://example.org:443/agent",
  "spiffe://user@example.org/agent",
  "spiffe://example.org/agent?a=b",
  "spiffe://example.org/agent#a",
  "spiffe://example.org/a%67ent",
  "spiffe://example.org/agent\n",
  `spiffe://${"a".repeat(256)}/b`,
  `spiffe://a/${"b".repeat(2_038)}`,
])("%j is not", (id) => {
  expect(isSpiffeId(id)).toBe(false);
});
