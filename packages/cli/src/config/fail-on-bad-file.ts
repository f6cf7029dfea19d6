import { SessionKeyFileError, UnusableFileError } from "@eks-auth/service";
import { CommandFailure } from "../failure.ts";

/**
 * Waits for work that reads the user's files.
 *
 * @throws CommandFailure where a file can't be used; its message names file, line and remedy
 */
export async function failOnBadFile<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const isAboutFile = error instanceof UnusableFileError || error instanceof SessionKeyFileError;
    throw isAboutFile ? new CommandFailure(error.message) : error;
  }
}
