import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import packageJson from "../package.json" with { type: "json" };

/** The packages that a built file imports. */
function importedPackages(file: string): string[] {
  const source = readFileSync(new URL(`../dist/${file}`, import.meta.url), "utf8");
  const specifiers = source.matchAll(/^(?:import|export)\b.*\bfrom "([^"]+)";$/gm);
  return [...specifiers].map(([, specifier = ""]) => /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? "");
}

test("the dependencies are exactly the packages that the build imports", () => {
  const imported = ["index.js", "index.browser.js", "index.d.ts"].flatMap(importedPackages);
  expect([...new Set(imported)].sort()).toEqual(Object.keys(packageJson.dependencies).sort());
});
