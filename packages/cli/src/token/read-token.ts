import { text } from "node:stream/consumers";
import { CommandFailure } from "../failure.ts";
import { readTokenFile } from "./read-token-file.ts";

/**
 * Reads a token from a file, or from standard input.
 *
 * @param path - the file; standard input where it is `undefined`
 * @returns the token without the space around it
 * @throws CommandFailure where the file can't be read, or there is no token
 */
export async function readToken(path: string | undefined, input: NodeJS.ReadableStream): Promise<string> {
  const token = (path === undefined ? await text(input) : await readTokenFile(path, "--file")).trim();
  if (token === "") {
    throw new CommandFailure(`${path ?? "standard input"} is empty; it should hold a token.`);
  }
  return token;
}
