import { describe, expect, test } from "vitest";
import { isAllowedRole, isForeignExternalId } from "../../src/associations/association-rules.ts";
import { roleOf } from "../credentials/sample-entitlement.ts";

const cluster = { name: "prod", region: "eu-west-1", accountId: "111122223333" };
const cart = { namespace: "shop", serviceAccount: "cart" };

describe("allowed roles:", () => {
  const role = roleOf("arn:aws:iam::444455556666:role/team/cart");

  test.each<[string, readonly string[] | undefined, boolean]>([
    ["all by default", undefined, true],
    ["none of an empty list", [], false],
    ["the same ARN", [role.arn], true],
    [
      "any of several",
      ["arn:aws:iam::444455556666:role/till", "arn:aws:iam::444455556666:role/team/*"],
      true,
    ],
    ["* matches slashes", ["arn:aws:iam::444455556666:role/*"], true],
    ["* matches an account", ["arn:aws:iam::*:role/team/cart"], true],
    ["? matches one character", ["arn:aws:iam::44445555666?:role/team/c?rt"], true],
    ["* does not match a colon", ["arn:aws:iam::*/cart", "arn:*/team/cart", "*"], false],
    ["? does not match a colon", ["arn:aws:iam:?444455556666:role/team/cart"], false],
    ["another account", ["arn:aws:iam::111122223333:role/*"], false],
    [
      "a part of the name",
      ["arn:aws:iam::444455556666:role/team/car", "arn:aws:iam::444455556666:role/cart"],
      false,
    ],
    ["another case", ["arn:aws:iam::444455556666:role/team/Cart"], false],
  ])("%s", (_name, allowedRoles, isAllowed) => {
    expect(isAllowedRole(role, { ...cluster, allowedRoles })).toBe(isAllowed);
  });
});

describe("an external ID", () => {
  test.each<[string, boolean]>([
    ["eu-west-1/111122223333/prod/shop/cart", false],
    ["custom", false],
    ["shop/cart", false],
    ["prod/eu-west-1/111122223333/other/shop/cart", false],
    ["eu-west-1/1111/prod/shop/till", false],
    ["eu-west-1/111122223333/prod/shop/till", true],
    ["eu-west-1/111122223333/prod/bank/cart", true],
    ["eu-west-1/111122223333/other/shop/cart", true],
    ["eu-west-1/444455556666/prod/shop/cart", true],
    ["us-gov-west-1/111122223333/prod/shop/cart", true],
    ["eu-west-12/111122223333/prod/shop/cart", true],
    ["EU-WEST-1/111122223333/prod/shop/cart", true],
    ["eu-west-1/111122223333/prod/shop", true],
    ["eu-west-1/111122223333/prod/shop/cart/x", true],
  ])("%s of prod's shop/cart is foreign: %s", (externalId, isForeign) => {
    expect(isForeignExternalId(externalId, cluster, cart)).toBe(isForeign);
  });

  test("is foreign to a glob, even if it is that of a service account that matches", () => {
    expect(
      isForeignExternalId("eu-west-1/111122223333/prod/shop/cart", cluster, { ...cart, serviceAccount: "*" }),
    ).toBe(true);
  });
});
