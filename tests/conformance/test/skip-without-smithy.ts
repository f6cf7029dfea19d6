import { ToolUnavailableError } from "@eks-auth/codegen/terminal";
import { test } from "vitest";
import { type PreparedService, prepareServices } from "../src/run/prepare.ts";

/**
 * Prepares what needs the Smithy CLI. Without Java or Maven there is nothing, and a skipped test says why.
 *
 * @param what - is to be tested, `the official tests`
 */
export async function skipWithoutSmithy<T>(what: string, prepare: () => Promise<T>): Promise<T | undefined> {
  try {
    return await prepare();
  } catch (error) {
    if (!(error instanceof ToolUnavailableError)) {
      throw error;
    }
    const { message } = error;
    test(`${what}: ${message}`, ({ skip }) => skip(message));
    return undefined;
  }
}

/** Prepares the official services. Without Java or Maven there are none, and a skipped test says why. */
export async function prepareOrSkip(): Promise<PreparedService[]> {
  return (await skipWithoutSmithy("the official tests", prepareServices)) ?? [];
}
