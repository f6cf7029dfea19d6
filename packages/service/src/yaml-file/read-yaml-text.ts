import { readFile } from "node:fs/promises";
import { YamlFileError } from "./yaml-file-error.ts";

/**
 * Reads a YAML file's text.
 *
 * @throws YamlFileError where it can't be read
 */
export async function readYamlText(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    throw YamlFileError.ofUnreadable(path, error);
  }
}
