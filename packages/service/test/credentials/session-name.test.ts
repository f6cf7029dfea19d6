import fc from "fast-check";
import { expect, test } from "vitest";
import { createSessionName } from "../../src/credentials/session-name.ts";

const uuid = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";

test("a session's name tells cluster and pod, cut to 10 characters each", () => {
  expect(createSessionName("prod", "cart-0")).toMatch(new RegExp(`^eks-prod-cart-0-${uuid}$`));
  expect(createSessionName("production-eu", "checkout-7d4b9-x2")).toMatch(
    new RegExp(`^eks-production-checkout-7-${uuid}$`),
  );
});

test("each session has a name of its own", () => {
  const names = Array.from({ length: 100 }, () => createSessionName("prod", "cart-0"));
  expect(new Set(names).size).toBe(100);
});

test("whatever cluster and pod are called, STS takes the name", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (cluster, pod) => {
      expect(createSessionName(cluster, pod)).toMatch(/^[\w+=,.@-]{2,64}$/);
    }),
  );
});
