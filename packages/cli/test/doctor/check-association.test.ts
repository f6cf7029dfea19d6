import { expect, test } from "vitest";
import { findClosest } from "../../src/doctor/check-association.ts";

const associations = ["shop/cart", "shop/checkout", "billing/invoices", "team-*/*"].map((text) => {
  const [namespace = "", serviceAccount = ""] = text.split("/");
  return { namespace, serviceAccount };
});

test.each([
  ["shop", "carts", "shop/cart"],
  ["shop", "checkuot", "shop/checkout"],
  ["shpo", "cart", "shop/cart"],
  ["default", "invoices", "billing/invoices"],
  ["nothing", "alike", undefined],
])("the closest to %s/%s is %s", (namespace, serviceAccount, closest) => {
  const found = findClosest(associations, { namespace, serviceAccount });
  expect(found && `${found.namespace}/${found.serviceAccount}`).toBe(closest);
});
