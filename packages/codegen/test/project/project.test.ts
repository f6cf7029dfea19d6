import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { npxCommandLine } from "../../src/project/command-line.ts";
import { findProject, modelFolder } from "../../src/project/project.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "project-"));
  await mkdir(join(folder, "packages/types"), { recursive: true });
});
afterEach(() => rm(folder, { recursive: true }));

test.each(["", "packages/types"])("finds the project of the folder %j", async (path) => {
  await writeFile(join(folder, "codegen.json"), '{ "scope": "@acme", "model": "api" }');
  const project = await findProject(join(folder, path), npxCommandLine);
  expect(project.folder).toBe(folder);
  expect(modelFolder(project)).toBe(join(folder, "api"));
});

test("fails without a codegen.json", async () => {
  await expect(findProject(folder, npxCommandLine)).rejects.toThrow(
    `There is no codegen.json in ${folder} or a folder around it. Run the command in the folder of a project, or make one with \`npx @eks-auth/codegen init\`.`,
  );
});
