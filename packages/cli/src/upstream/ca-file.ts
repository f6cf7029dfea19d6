import { readFile } from "node:fs/promises";
import { checkCaCertificates } from "@eks-auth/transport";
import { CommandError } from "../core/command-error.ts";

/**
 * Reads a file of CA certificates. TLS would accept a file without a usable one silently, and then trust no server.
 *
 * @param path - a PEM file
 * @param option - the option that names it, for messages
 * @returns the file's text
 */
export async function readCaFile(path: string, option: string): Promise<string> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new CommandError("file_unusable", `the CA file ${path} can't be read (${code}). Check ${option}.`, {
      cause: error,
    });
  }
  try {
    checkCaCertificates(text);
  } catch (error) {
    throw new CommandError("file_unusable", `${path}: ${(error as Error).message} Check ${option}.`, {
      cause: error,
    });
  }
  return text;
}
