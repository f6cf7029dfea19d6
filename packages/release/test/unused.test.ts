import { expect, test } from "vitest";
import { findUnused } from "../src/quality/unused.ts";

test("the published packages use all that they have, and declare all that they use", async () => {
  expect(
    await findUnused(),
    "Remove what is unused; packages/release/knip.json says what is loaded by name",
  ).toEqual([]);
});
