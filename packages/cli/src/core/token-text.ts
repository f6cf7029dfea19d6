import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { CommandError } from "./command-error.ts";

/** Tells whether a text is HEADER.CLAIMS.SIGNATURE and nothing else, as a JSON Web Token is. */
export function isTokenFormat(text: string): boolean {
  return /^[^\s.]+\.[^\s.]+\.[^\s.]+$/.test(text);
}

/** Tells whether a text that should name a file is a token, which must not be written anywhere. */
export function looksLikeToken(text: string): boolean {
  return /^\s*(bearer\s+)?eyJ[\w=-]+\.[\w=-]+\.[\w=-]*\s*$/i.test(text);
}

/** Takes the tokens out of a text for a person: a command line may have one where it doesn't belong. */
export function redactTokens(text: string): string {
  return text.replaceAll(/eyJ[\w=-]+\.[\w=-]+\.[\w=-]*/g, "[a token]");
}

/**
 * Reads a token file as it is.
 *
 * @param option - the option that names it
 * @throws CommandError where it can't be read
 */
export async function readTokenFile(path: string, option: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? ` (${error.code})` : "";
    throw new CommandError(`the token file ${path} can't be read${code}. Check ${option}.`, {
      cause: error,
    });
  }
}

/**
 * Reads a token from a file, or from standard input.
 *
 * @param path - the file; standard input where it is `undefined`
 * @returns the token without the space around it
 * @throws CommandError where the file can't be read, or there is no token
 */
export async function readToken(path: string | undefined, input: NodeJS.ReadableStream): Promise<string> {
  const token = (path === undefined ? await text(input) : await readTokenFile(path, "--file")).trim();
  if (token === "") {
    throw new CommandError(`${path ?? "standard input"} is empty; it should hold a token.`);
  }
  return token;
}
