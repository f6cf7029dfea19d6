import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { CommandFailure } from "../failure.ts";

/**
 * Reads a token from a file, or from standard input.
 *
 * @param path - the file; standard input where it is `undefined`
 * @returns the token without the space around it
 * @throws CommandFailure where the file can't be read, or there is no token
 */
export async function readToken(path: string | undefined, input: NodeJS.ReadableStream): Promise<string> {
  const token = (path === undefined ? await text(input) : await readTokenFile(path)).trim();
  if (token === "") {
    throw new CommandFailure(`${path ?? "standard input"} is empty; it should hold a token.`);
  }
  return token;
}

async function readTokenFile(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? ` (${error.code})` : "";
    throw new CommandFailure(`the token file ${path} can't be read${code}. Check --file.`, { cause: error });
  }
}
