import { SmithyCli } from "../../smithy/cli.ts";
import { SmithyUnavailable } from "../../smithy/unavailable.ts";

/**
 * Whether the Smithy CLI can be run here. Tests that run it are skipped where there is no Java or Maven; where there is,
 * the CLI is fetched for them if no command has done so yet.
 */
export const hasJava: boolean = await SmithyCli.open().then(
  () => true,
  (error: unknown) => {
    if (error instanceof SmithyUnavailable) {
      return false;
    }
    throw error;
  },
);
