import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import { expect, test } from "vitest";
import { npxCommandLine } from "../../src/project/command-line.ts";
import type { Project } from "../../src/project/project.ts";
import { parseSettings } from "../../src/project/settings.ts";
import { packageKeysOf } from "../../src/semver/bump.ts";
import { requiredBumps } from "../../src/semver/change.ts";
import { modelChangesetOf, renderChangesets } from "../../src/semver/changeset.ts";
import { findChanges } from "../../src/semver/diff-release.ts";
import { renderJson, renderReport } from "../../src/semver/report.ts";
import { minimalModel } from "../models.ts";

const folder = useTempFolder("several-projects");
const settings = parseSettings('{ "scope": "@acme", "prefix": "shop-", "clients": false }', "codegen.json");
const project = (path: string): Project => ({
  folder: folder.resolve(path),
  settings,
  commandLine: npxCommandLine,
});

test("a project without clients needs bumps only for its packages, by their names", () => {
  const model = minimalModel();
  const shop = project(".");
  const packages = packageKeysOf(shop);
  const changes = findChanges(shop, undefined, { model, outputs: {} });
  const required = requiredBumps(changes, "0.0.0", packages);
  expect(required).toEqual({ types: "minor", client: "none", "client-light": "none", server: "minor" });
  const { types = "", client, server = "" } = renderChangesets(shop, changes, required);
  expect(types).toContain('"@acme/shop-types": minor');
  expect(server).toContain('"@acme/shop-server": minor');
  expect(client).toBeUndefined();
  const smithyDiff = { skipped: "there is no release." };
  const report = { version: undefined, source: "model/", packages, changes, required, smithyDiff };
  expect(renderReport(report, npxCommandLine)).not.toMatch(/client/i);
  expect(JSON.parse(renderJson(report))).toMatchObject({ required: { types: "minor", server: "minor" } });
  expect(renderJson(report)).not.toMatch(/"client/);
});

test("the changesets of a project outside the root of the workspaces have its path in their names", async () => {
  await folder.write("package.json", '{ "workspaces": ["services/*/packages/*"] }');
  expect(modelChangesetOf(project("."), "types")).toBe(".changeset/model-types.md");
  expect(modelChangesetOf(project("services/shop"), "types")).toBe(".changeset/model-services-shop-types.md");
});
