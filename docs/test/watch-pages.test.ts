import { rename } from "node:fs/promises";
import { makeTempFolder, type TempFolder } from "@eks-auth/test-kit/temp-folder";
import { expect, test, vi } from "vitest";
import { watchPages } from "../src/watch-pages.ts";

const pages = [
  "README.md",
  "CONTRIBUTING.md",
  "SECURITY.md",
  "examples/README.md",
  "docs/index.md",
  "docs/start/operator.md",
  "docs/gen/eks-auth/operations.md",
  "packages/agent/README.md",
  "eks-api/packages/types/README.md",
];

async function makeRepository(): Promise<TempFolder> {
  const folder = await makeTempFolder("eks-auth-watch");
  for (const page of pages) {
    await folder.write(page, "before");
  }
  return folder;
}

/** Waits until a change is noticed. */
async function expectNotice(folder: TempFolder, change: () => Promise<unknown>): Promise<void> {
  const onChange = vi.fn();
  const stop = watchPages(folder.path, onChange);
  try {
    await change();
    await expect.poll(() => onChange.mock.calls.length).toBeGreaterThan(0);
  } finally {
    stop();
  }
}

test.each(pages)("notices a change of %s", async (page) => {
  await using folder = await makeRepository();
  await expectNotice(folder, () => folder.write(page, "after"));
});

test("notices that an editor replaces a file", async () => {
  await using folder = await makeRepository();
  await folder.write("README.md.new", "after");
  await expectNotice(folder, () => rename(folder.resolve("README.md.new"), folder.resolve("README.md")));
});
