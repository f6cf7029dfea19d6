import { describe, expect, test } from "vitest";
import {
  isRoleAllowedInNamespace,
  maxAllowedRolesBytes,
  parseAllowedRoles,
} from "../../../src/associations/kubernetes/allowed-roles.ts";
import { parseRoleArn, type RoleArn } from "../../../src/names/arn.ts";

const role = (arn: string) => parseRoleArn(arn) as RoleArn;
const cart = role("arn:aws:iam::111122223333:role/shop/cart");

describe("the annotation", () => {
  const [a, b] = ["arn:aws:iam::111122223333:role/a", "arn:*:iam::11112222????:role/b*"];

  test.each([
    [undefined, []],
    ["", []],
    [" ,\t\r\n, ", []],
    [a, [a]],
    [[a, b, a, b, a, b, a].map((glob, index) => glob + ", \t\n\r,,"[index]).join(""), [a, b, a, b, a, b, a]],
    [`*, arn:*, ${a.toUpperCase()}, x${a}, \u00a0${a}, ${a}\u00e9, role/a`, []],
    [`${a};${a}`, [`${a};${a}`]],
  ])("%j has the globs %j", (annotation, globs) => {
    expect(parseAllowedRoles(annotation)).toEqual(globs);
  });

  test("allows nothing if it is too long, in bytes", () => {
    expect(parseAllowedRoles(a.padStart(maxAllowedRolesBytes, ","))).toEqual([a]);
    expect(parseAllowedRoles(a.padStart(maxAllowedRolesBytes + 1, ","))).toEqual([]);
    expect(parseAllowedRoles(`${"\u00e9".repeat(maxAllowedRolesBytes / 2)},${a}`)).toEqual([]);
  });
});

test.each([
  ["arn:aws:iam::111122223333:role/shop/cart", true],
  ["arn:aws:iam::111122223333:role/shop/*", true],
  ["arn:aws:iam::*:role/????/cart", true],
  ["arn:aws:iam::111122223333:role/SHOP/cart", false],
  ["arn:aws:iam::111122223333:role/shop/car", false],
  ["arn:aws:iam::111122223333:role/shop/cart*?", false],
  ["arn:aws:iam::11112222333.:role/shop/cart", false],
  ["*", false],
  ["arn:*", false],
  ["arn:aws:iam:?111122223333:role/shop/cart", false],
])("the annotation %s: %s", (glob, isAllowed) => {
  expect(isRoleAllowedInNamespace(cart, "shop", parseAllowedRoles(`x,${glob}`), [])).toBe(isAllowed);
});

test.each([
  [["shop"], true],
  [["team-a", "sh*"], true],
  [["sho"], false],
  [["*op-2"], false],
  [[], false],
])("a rule for the namespaces %j: %s", (namespaces, isAllowed) => {
  const rules = [{ namespaces, roles: ["arn:aws:iam::111122223333:role/other", cart.arn] }];
  expect(isRoleAllowedInNamespace(cart, "shop", [], rules)).toBe(isAllowed);
});

test("a rule allows its own roles only, for its own namespaces only", () => {
  const rules = [
    { namespaces: ["shop"], roles: ["arn:aws:iam::111122223333:role/shop/till"] },
    { namespaces: ["team-*"], roles: [cart.arn] },
  ];
  expect(isRoleAllowedInNamespace(cart, "shop", [], rules)).toBe(false);
  expect(isRoleAllowedInNamespace(cart, "team-a", [], rules)).toBe(true);
});

test("without annotation and rules no role is allowed", () => {
  expect(isRoleAllowedInNamespace(cart, "shop", [], [])).toBe(false);
});
