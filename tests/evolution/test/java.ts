import { SmithyCli } from "@eks-auth/codegen/smithy";
import { ToolUnavailableError } from "@eks-auth/codegen/terminal";

/**
 * Whether the Smithy CLI can be run here. Tests that run it are skipped where there is no Java or Maven; where there is,
 * the CLI is fetched for them if no command has done so yet.
 */
export const hasJava: boolean = await SmithyCli.open().then(
  () => true,
  (error: unknown) => {
    if (error instanceof ToolUnavailableError) {
      return false;
    }
    throw error;
  },
);
