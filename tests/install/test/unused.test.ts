import { expect, test } from "vitest";
import { findUnused } from "../src/package-checks.ts";

test("all workspaces use everything that they have, and declare everything that they use", async () => {
  const advice = "Remove what is unused; tests/install/knip.json lists what is loaded by name";
  expect(await findUnused(), advice).toEqual([]);
});
