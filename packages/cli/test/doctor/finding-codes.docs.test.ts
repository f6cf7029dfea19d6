import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "@eks-auth/test-kit/repository";
import { expect, test } from "vitest";
import { findingCodes } from "../../src/findings/finding-codes.ts";

test("docs/errors.md has a row for each code of a finding, and no other", () => {
  const page = readFileSync(join(root, "docs/errors.md"), "utf8");
  const [, section = ""] = page.split("## Findings of doctor");
  const rows = [...section.matchAll(/^\| `(\w+)` \| \S/gm)].map(([, code]) => code);
  expect(rows).toEqual([...findingCodes]);
});

test("each code is the code of a finding", () => {
  const folder = join(root, "packages/cli/src");
  const files = globSync("{doctor,findings,config/online}/**/*.ts", { cwd: folder }).filter(
    (file) => file !== "findings/finding-codes.ts",
  );
  const text = files.map((file) => readFileSync(join(folder, file), "utf8")).join("");
  expect(findingCodes.filter((code) => !text.includes(`"${code}"`))).toEqual([]);
});
