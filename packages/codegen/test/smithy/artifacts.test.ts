import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "@eks-auth/test-kit/repository";
import { expect, test } from "vitest";

async function readJson(path: string) {
  return JSON.parse(await readFile(join(root, path), "utf8"));
}

test("model/smithy-build.json, which lint and format read, has versions that the generator has", async () => {
  const { maven } = await readJson("model/smithy-build.json");
  const { dependencies } = await readJson("packages/codegen/toolchain/artifacts.json");
  expect(maven.dependencies).not.toEqual([]);
  expect(dependencies).toEqual(expect.arrayContaining(maven.dependencies));
});
