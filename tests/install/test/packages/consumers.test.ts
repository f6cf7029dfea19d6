import { listOptionalPeers } from "@eks-auth/scripts/release/published-packages";
import { makeTempFolder, type TempFolder } from "@eks-auth/test-kit/temp-folder";
import { afterAll, beforeAll, inject, test } from "vitest";
import { listNodeChecks, listTypeScriptChecks } from "../../src/consumers.ts";
import { Project } from "../../src/project.ts";
import { nodeVersions, typeScriptVersions } from "../../src/tools.ts";
import { expectCell } from "./expect-cell.ts";

const isShort = process.env.INSTALL_TESTS === "short";
const checks = [
  ...listNodeChecks(isShort ? nodeVersions.slice(-1) : nodeVersions),
  ...listTypeScriptChecks(
    isShort ? [...typeScriptVersions.slice(0, 1), ...typeScriptVersions.slice(-1)] : typeScriptVersions,
  ),
];

let folder: TempFolder;
let project: Project;

beforeAll(async () => {
  folder = await makeTempFolder("eks-auth-consumers");
  project = await Project.make(folder.resolve("project"), [...inject("tarballs"), ...listOptionalPeers()]);
  await project.compileExchange();
});

afterAll(() => folder?.remove());

for (const check of checks) {
  test(`${check.row}, ${check.column}`, (context) => expectCell(context, check, project));
}
