import { PythonUnavailable } from "@eks-auth/scripts/python/unavailable.ts";
import { test } from "vitest";
import { type MotoServer, startMotoServer } from "./moto-server.ts";

/**
 * Starts moto. Without Python there is none, and a skipped test says why; CI has Python, and should not pass for
 * want of it.
 */
export async function startOrSkip(): Promise<MotoServer | undefined> {
  try {
    return await startMotoServer();
  } catch (error) {
    if (!(error instanceof PythonUnavailable) || process.env.CI !== undefined) {
      throw error;
    }
    const { message } = error;
    test(`sessions of a real STS: ${message}`, ({ skip }) => skip(message));
    return undefined;
  }
}
