import { FileAccessError, readFile } from "@eks-auth/service/read-file";
import { checkCaCertificates } from "@eks-auth/transport";
import { CommandError } from "../core/command-error.ts";
import { RecentValue } from "./recent-value.ts";

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

/** Receives why a file can't be used any more, and undefined when it can be used again. */
export type OnFileProblem = (problem: string | undefined) => void;

/**
 * Opens a file of CA certificates that is read again when it is used. If it can't be used any more, the last certificates
 * stay in use.
 *
 * @param onProblem - called once for each new problem, and when there is none any more
 * @returns reads the file's text
 * @throws CommandError if it can't be used now
 */
export async function openCaFile(
  path: string,
  option: string,
  onProblem: OnFileProblem = () => {},
): Promise<() => Promise<string>> {
  let problem: string | undefined;
  let isOpen = false;
  const report = (next: string | undefined): void => {
    if (isOpen && next !== problem) {
      problem = next;
      onProblem(next);
    }
  };
  const value = new RecentValue(async () => {
    try {
      const text = await readCaFile(path, option);
      report(undefined);
      return text;
    } catch (error) {
      report((error as Error).message);
      throw error;
    }
  }, Number.POSITIVE_INFINITY);
  await value.get();
  isOpen = true;
  return () => value.get();
}
