import { SmithyCli } from "@eks-auth/codegen/smithy";
import { ToolUnavailableError } from "@eks-auth/codegen/terminal";

/**
 * Finds out why the Smithy CLI can't run here; `undefined` where it can. Its jars are there afterwards, so that nobody
 * times their download.
 */
export async function findSmithyObstacle(): Promise<string | undefined> {
  try {
    await SmithyCli.open();
    return undefined;
  } catch (error) {
    if (error instanceof ToolUnavailableError) {
      return error.message;
    }
    throw error;
  }
}
