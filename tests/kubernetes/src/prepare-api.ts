import { isToolUnavailable } from "@eks-auth/codegen/terminal";
import { fetchClientTools } from "./programs/client-tools.ts";
import { buildGoProgram } from "./programs/go-program.ts";

/**
 * Builds what the tests need once, before vitest starts them in several processes.
 *
 * A missing tool is no error here: each test file is skipped, or fails in CI, with the reason.
 */
export async function setup(): Promise<void> {
  try {
    await fetchClientTools();
    await buildGoProgram("kubelab");
  } catch (error) {
    if (!isToolUnavailable(error)) {
      throw error;
    }
  }
}
