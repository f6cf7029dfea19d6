import { readFile } from "node:fs/promises";
import { UnusableFileError } from "./unusable-file-error.ts";

/**
 * Reads a YAML file's text.
 *
 * @throws UnusableFileError where it can't be read
 */
export async function readYamlText(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    throw UnusableFileError.ofUnreadable(path, error);
  }
}
