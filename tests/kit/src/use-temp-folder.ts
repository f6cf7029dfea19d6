import { mkdtempSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach } from "vitest";
import { TempFolder } from "./temp-folder.ts";

/**
 * Creates a temporary folder for the tests of a file. It is emptied after each test, and removed after the last.
 *
 * @param name - the start of its name
 */
export function useTempFolder(name = "eks-auth"): TempFolder {
  const folder = new TempFolder(mkdtempSync(join(tmpdir(), `${name}-`)));
  afterEach(async () => {
    await folder.remove();
    await mkdir(folder.path, { mode: 0o700 });
  });
  afterAll(() => folder.remove());
  return folder;
}
