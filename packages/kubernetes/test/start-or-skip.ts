import { test } from "vitest";
import { type ControlPlane, startControlPlane } from "../src/control-plane/control-plane.ts";
import { requireKubectl } from "../src/kubectl/kubectl.ts";
import { buildKubelab } from "../src/kubelab/build-kubelab.ts";
import { ToolUnavailable } from "../src/unavailable.ts";

/**
 * Starts a control plane. Without Go or kubectl there is none, and a skipped test says why; CI has both, and should not
 * pass for want of them.
 */
export async function startOrSkip(): Promise<ControlPlane | undefined> {
  try {
    await requireKubectl();
    return await startControlPlane(await buildKubelab());
  } catch (error) {
    if (!(error instanceof ToolUnavailable) || process.env.CI !== undefined) {
      throw error;
    }
    const { message } = error;
    test(`tokens of a real API server: ${message}`, ({ skip }) => skip(message));
    return undefined;
  }
}
