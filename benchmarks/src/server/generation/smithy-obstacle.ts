import { SmithyCli } from "@eks-auth/scripts/smithy/cli.ts";
import { SmithyUnavailable } from "@eks-auth/scripts/smithy/unavailable.ts";

/**
 * Finds out why the Smithy CLI can't run here; `undefined` where it can. Its jars are there afterwards, so that nobody
 * times their download.
 */
export async function findSmithyObstacle(): Promise<string | undefined> {
  try {
    await SmithyCli.open();
    return undefined;
  } catch (error) {
    if (error instanceof SmithyUnavailable) {
      return error.message;
    }
    throw error;
  }
}
