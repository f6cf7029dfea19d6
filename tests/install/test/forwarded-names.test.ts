import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import {
  findDifferentDigests,
  findDifferentNames,
  findMissingNames,
  variants,
} from "../src/forwarded-names.ts";

const workspace = fileURLToPath(new URL("..", import.meta.url));

test.each(variants)("forwarded names are the same values in both packages, in %s", async (variant) => {
  expect(await findDifferentNames(workspace, variant)).toEqual([]);
});

test.each(variants)(
  "the replaced Sha256 and its replacement have the same digests, in %s",
  async (variant) => {
    expect(await findDifferentDigests(workspace, variant)).toEqual([]);
  },
);

test("the packages export every forwarded name", () => {
  expect(findMissingNames(workspace)).toEqual([]);
});
