import { existsSync, globSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "@eks-auth/test-kit/repository";
import { expect, test } from "vitest";

const contributing = readFileSync(join(root, "CONTRIBUTING.md"), "utf8");

/** The folders of the table in a section: all code in its first column. */
function readFolders(section: string): string[] {
  const [, text = ""] = contributing.split(`## ${section}\n`);
  const rows = text.split("\n## ")[0]?.match(/^\| `.*$/gm) ?? [];
  return rows.flatMap((row) =>
    [...(row.split("|")[1] ?? "").matchAll(/`([^`]+?)\/?`/g)].map(([, path]) => path ?? ""),
  );
}

test("the map has every top-level folder, package and tests workspace, and nothing else", () => {
  const ignored = ["node_modules", "build"];
  const workspaces = globSync("{packages,tests}/*/package.json", { cwd: root }).map((file) => dirname(file));
  const parents = new Set(workspaces.map((folder) => dirname(folder)));
  const topLevel = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith(".") && !ignored.includes(entry.name))
    .map(({ name }) => name);
  // The first release creates released/.
  const folders = new Set([
    ...topLevel.filter((name) => !parents.has(name)),
    ...workspaces,
    ".changeset",
    "released",
  ]);
  expect(readFolders("Where things are").sort()).toEqual([...folders].sort());
});

test("every path that the page names exists", () => {
  const paths = [...contributing.matchAll(/`((?:packages|tests|benchmarks|docs|scripts|model)\/[\w./-]+)`/g)];
  expect(paths.length).toBeGreaterThan(20);
  expect(
    paths.flatMap(([, path = ""]) => (existsSync(join(root, path)) || /[A-Z]{4}/.test(path) ? [] : path)),
  ).toEqual([]);
});

test("every npm script that the page names exists", () => {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const names = [...contributing.matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name);
  expect(names.length).toBeGreaterThan(5);
  expect(names.filter((name) => name !== undefined && !Object.hasOwn(scripts, name))).toEqual([]);
});
