import { rename } from "node:fs/promises";
import type { TempFolder } from "@eks-auth/test-kit/temp-folder";

/** Replaces a file of a folder, as an editor does: by renaming a new file. */
export async function replaceFile(folder: TempFolder, name: string, text: string): Promise<void> {
  await rename(await folder.write(`${name}.new`, text), folder.resolve(name));
}
