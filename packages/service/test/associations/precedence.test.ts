import { describe, expect, test } from "vitest";
import { associationKey, sortByPrecedence } from "../../src/associations/precedence.ts";

/** Sorts associations, each written as `namespace/serviceAccount`. */
function order(...texts: string[]): string[] {
  return sortByPrecedence(
    texts.map((text) => {
      const [namespace = "", serviceAccount = ""] = text.split("/");
      return { namespace, serviceAccount };
    }),
  ).map(associationKey);
}

describe("the first by precedence is", () => {
  test.each<[string, string[]]>([
    ["the one whose names are exact", ["a/b", "a/*", "*/b", "*/*"]],
    ["the exact namespace, before more literal characters", ["a/*", "*/long-name"]],
    ["the exact service account, before more literal characters", ["*/b", "long-nam?/service-*"]],
    ["the one with more literal characters", ["a/app-web-*", "a/*-web-1", "a/app-*", "a/*"]],
    ["the one with more literal characters in both names", ["team-a-*/*", "team-*/a*", "team-*/*"]],
    ["the one with fewer stars", ["a/app-?", "a/app-*", "a/*app-*"]],
    ["the first by its key", ["a/*-app", "a/app-*"]],
  ])("%s", (_name, expected) => {
    expect(order(...expected)).toEqual(expected);
    expect(order(...expected.toReversed())).toEqual(expected);
  });
});
