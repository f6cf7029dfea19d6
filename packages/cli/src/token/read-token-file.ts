import { readFile } from "node:fs/promises";
import { CommandFailure } from "../failure.ts";

/**
 * Reads a token file as it is.
 *
 * @param option - the option that names it
 * @throws CommandFailure where it can't be read
 */
export async function readTokenFile(path: string, option: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? ` (${error.code})` : "";
    throw new CommandFailure(`the token file ${path} can't be read${code}. Check ${option}.`, {
      cause: error,
    });
  }
}
