import { findJava } from "@eks-auth/codegen/smithy";
import { ToolUnavailableError } from "@eks-auth/codegen/terminal";
import type { Clone } from "./clone.ts";

const file = "model/operation.smithy";
const place = "structure Subject {\n";
const member = "    /// The node that the pod runs on.\n    nodeName: String\n\n";

/** Adds an optional member to what the operation returns, as CONTRIBUTING.md's example does. */
export function changeModel(clone: Clone): Promise<void> {
  return clone.edit(file, place, place + member);
}

/** Tells why the packages can't be generated on this machine; `undefined` where they can. */
export async function findObstacle(): Promise<string | undefined> {
  try {
    await findJava();
    return undefined;
  } catch (error) {
    if (error instanceof ToolUnavailableError) {
      return error.message;
    }
    throw error;
  }
}
