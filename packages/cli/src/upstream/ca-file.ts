import { FileAccessError, readFile } from "@eks-auth/service/read-file";
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
    text = (await readFile(path, "certificates")).toString();
  } catch (error) {
    throw error instanceof FileAccessError
      ? new CommandError("file_unusable", `the CA file ${error.message} Check ${option}.`, { cause: error })
      : error;
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
