import { AssociationChangeError } from "@eks-auth/service";
import { failOnBadFile } from "../config/fail-on-bad-file.ts";
import { CommandFailure } from "../failure.ts";

/**
 * Waits for a change of an association file.
 *
 * @throws CommandFailure where the file can't be used or wasn't changed
 */
export async function failOnRefusedChange<T>(change: Promise<T>): Promise<T> {
  try {
    return await failOnBadFile(change);
  } catch (error) {
    throw error instanceof AssociationChangeError ? new CommandFailure(error.message) : error;
  }
}
