import { existsSync } from "node:fs";
import { join } from "node:path";
import { acceptedSurvivors } from "@eks-auth/scripts/mutation/accepted-survivors";
import { compareSurvivors } from "@eks-auth/scripts/mutation/compare-survivors";
import { root } from "@eks-auth/test-kit/repository";
import { expect, test } from "vitest";

const file = "src/a.ts";
const mutant = { file, line: 1, from: "a < b", to: "a <= b", isKilled: false };

test("a survivor is unexpected unless it is accepted for its file", () => {
  const accepted = { [file]: [{ from: "a < b", to: "a <= b", reason: "none" }] };
  expect(compareSurvivors([mutant], {})).toEqual({ unexpected: [mutant], stale: [] });
  expect(compareSurvivors([mutant], accepted)).toEqual({ unexpected: [], stale: [] });
  const elsewhere = { ...mutant, file: "src/b.ts" };
  expect(compareSurvivors([elsewhere], accepted)).toEqual({ unexpected: [elsewhere], stale: [] });
});

test("an accepted survivor is stale if it is killed or gone, unless its file was not mutated", () => {
  const one = { from: "a < b", to: "a <= b", reason: "none" };
  const accepted = { [file]: [one], "src/other.ts": [one] };
  for (const mutants of [[{ ...mutant, isKilled: true }], [{ ...mutant, from: "b < a", isKilled: true }]]) {
    expect(compareSurvivors(mutants, accepted)).toEqual({ unexpected: [], stale: [{ ...one, file }] });
  }
});

test("accepted survivors are of files that exist", () => {
  expect(Object.keys(acceptedSurvivors).filter((path) => !existsSync(join(root, path)))).toEqual([]);
});
