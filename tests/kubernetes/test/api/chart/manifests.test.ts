import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "@eks-auth/test-kit/repository";
import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { describe, expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { updateChartFiles } from "../../../src/chart/generated-files.ts";
import { renderManifests } from "../../../src/chart/manifests.ts";
import { fetchClientTools } from "../../../src/programs/client-tools.ts";

const tools = await prepareOrSkip("the manifests", fetchClientTools);

describe.runIf(tools)("generated files", () => {
  test("are up to date: else run npm run generate:manifests", async () => {
    for (const [path, text] of [...(await updateChartFiles()), ...(await renderManifests())]) {
      expect([path, await readFile(join(root, path), "utf8")]).toEqual([path, text]);
    }
  });

  test("the manifests have nothing of Helm, and a deletion of the others keeps the definitions", async () => {
    const [definitions, others] = [...(await renderManifests()).values()];
    const kinds = (text: string | undefined) =>
      parseAllDocuments(text ?? "").map((document) => document.get("kind"));
    expect(new Set(kinds(definitions))).toEqual(new Set(["CustomResourceDefinition"]));
    expect(kinds(others)).not.toContain("CustomResourceDefinition");
    expect(kinds(others)[0]).toBe("Namespace");
    expect(`${definitions}${others}`).not.toMatch(/helm\.sh|managed-by: Helm|# Source/);
  });
});
