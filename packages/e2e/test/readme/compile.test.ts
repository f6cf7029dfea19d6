import { execFile } from "node:child_process";
import { existsSync, globSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readSnippets, root } from "./snippets.ts";

const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
// Inside the package, so that the snippets find the workspace's packages as a user's project would.
const folder = join(root, "packages/e2e/build/snippets");

const readmes = ["README.md", ...globSync("packages/*/README.md", { cwd: root })].toSorted();
const snippets = readmes.flatMap((readme) =>
  readSnippets(readme)
    .filter(({ language }) => language === "ts")
    .map(({ code, line }) => ({ name: `${readme.replaceAll("/", ".")}.${line}.ts`, code })),
);

let complaints: string;

beforeAll(async () => {
  await mkdir(folder, { recursive: true });
  await Promise.all(snippets.map(({ name, code }) => writeFile(join(folder, name), code)));
  const tsconfig = {
    extends: join(root, "tsconfig.base.json"),
    compilerOptions: { isolatedDeclarations: false, declaration: false },
    files: snippets.map(({ name }) => name),
  };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(tsconfig));
  complaints = await promisify(execFile)(process.execPath, [tsc, "-p", folder]).then(
    ({ stdout }) => stdout,
    (error) => error.stdout,
  );
});

afterAll(() => rm(folder, { recursive: true, force: true }));

it.each(snippets)("$name compiles under the strictest options", ({ name }) => {
  expect(complaints.split("\n").filter((line) => line.includes(name))).toEqual([]);
});

it("every published package has a README with an example", () => {
  const published = globSync("packages/*/package.json", { cwd: root })
    .filter((file) => !createRequire(import.meta.url)(join(root, file)).private)
    .map((file) => file.replace("package.json", "README.md"));
  expect(published.filter((readme) => !existsSync(join(root, readme)))).toEqual([]);
  expect(published.filter((readme) => readSnippets(readme).length === 0)).toEqual([]);
});
