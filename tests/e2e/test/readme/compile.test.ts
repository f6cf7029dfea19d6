import { existsSync, globSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { root } from "@eks-auth/test-kit/repository";
import { runProgram } from "@eks-auth/test-kit/run-program";
import { readSnippets } from "@eks-auth/test-kit/snippets";
import { afterAll, beforeAll, expect, it } from "vitest";

const tsc = join(root, "node_modules/typescript-native/bin/tsc");
// Inside the workspace, so that the snippets resolve its packages.
const folder = join(root, "tests/e2e/build/snippets");

const readmes = [
  "README.md",
  "docs/hosts.md",
  "docs/light-client.md",
  ...globSync("{packages,eks-api/packages}/*/README.md", { cwd: root }),
].toSorted();
const snippets = readmes.flatMap((readme) =>
  readSnippets(readme)
    .filter(({ language }) => language === "ts")
    .map(({ code, line }) => ({ name: `${readme.replaceAll("/", ".")}.${line}.ts`, code })),
);

let output: string;

beforeAll(async () => {
  await mkdir(folder, { recursive: true });
  await Promise.all(snippets.map(({ name, code }) => writeFile(join(folder, name), code)));
  const tsconfig = {
    extends: join(root, "tsconfig.base.json"),
    compilerOptions: { isolatedDeclarations: false, declaration: false },
    files: snippets.map(({ name }) => name),
  };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(tsconfig));
  output = (await runProgram(process.execPath, [tsc, "-p", folder])).stdout;
});

afterAll(() => rm(folder, { recursive: true, force: true }));

it.each(snippets)("$name compiles with the strictest options", ({ name }) => {
  expect(output.split("\n").filter((line) => line.includes(name))).toEqual([]);
});

it("every published package has a README with an example", () => {
  const published = globSync("{packages,eks-api/packages}/*/package.json", { cwd: root })
    .filter((file) => !createRequire(import.meta.url)(join(root, file)).private)
    .map((file) => file.replace("package.json", "README.md"));
  expect(published.filter((readme) => !existsSync(join(root, readme)))).toEqual([]);
  expect(published.filter((readme) => readSnippets(readme).length === 0)).toEqual([]);
});
