import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import { expect, test } from "vitest";
import { findWorkspaceRoot } from "../../src/project/workspace-root.ts";

const folder = useTempFolder("workspace-root");

test("the root is the nearest folder whose package.json lists workspaces", async () => {
  const project = folder.resolve("services/shop");
  expect(findWorkspaceRoot(project), "no package.json").toBe(project);
  await folder.write("package.json", '{ "workspaces": ["services/*/packages/*"] }');
  expect(findWorkspaceRoot(project)).toBe(folder.path);
  expect(findWorkspaceRoot(folder.path)).toBe(folder.path);
  await folder.write("services/shop/package.json", "{}");
  expect(findWorkspaceRoot(project), "a workspace itself").toBe(folder.path);
  await folder.write("services/shop/package.json", '{ "workspaces": ["packages/*"] }');
  expect(findWorkspaceRoot(project)).toBe(project);
  await folder.write("services/shop/package.json", "{");
  expect(findWorkspaceRoot(project), "not valid").toBe(folder.path);
});
