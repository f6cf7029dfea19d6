import type { LoopbackServer } from "@eks-auth/test-kit/loopback";
import { makeTempFolder, type TempFolder } from "@eks-auth/test-kit/temp-folder";
import { afterAll, beforeAll, inject, test } from "vitest";
import { browserChecks } from "../../src/engines/browser.ts";
import { engineFolder, startStub } from "../../src/engines/program.ts";
import { listScriptEngineChecks } from "../../src/engines/script-engines.ts";
import { listWorkerdChecks } from "../../src/engines/workerd.ts";
import { Project } from "../../src/project.ts";
import { expectCell } from "./expect-cell.ts";

const checks = [...browserChecks, ...listScriptEngineChecks(), ...listWorkerdChecks()];

let folder: TempFolder;
let project: Project;
let stub: LoopbackServer;

beforeAll(async () => {
  folder = await makeTempFolder("eks-auth-engines");
  project = await Project.make(folder.resolve("project"), inject("tarballs"));
  await project.addProgram(engineFolder);
  stub = await startStub();
});

afterAll(async () => {
  await stub?.[Symbol.asyncDispose]();
  await folder?.remove();
});

for (const check of checks) {
  test(`${check.row}, ${check.column}`, (context) =>
    expectCell(context, check, { project, endpoint: stub.url }));
}
