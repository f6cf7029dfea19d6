import { isToolUnavailable } from "@eks-auth/codegen/terminal";
import { prepareNodePrograms } from "./node/programs.ts";

/** Builds what the tests need once. A missing tool is no error here, as in prepare-api.ts. */
export async function setup(): Promise<void> {
  try {
    await prepareNodePrograms();
  } catch (error) {
    if (!isToolUnavailable(error)) {
      throw error;
    }
  }
}
