import { test } from "vitest";
import { SmithyUnavailable } from "../../../scripts/smithy/unavailable.ts";
import { type PreparedService, prepareServices } from "../src/run/prepare.ts";

/** Prepares the official services. Without Java or Maven there are none, and a skipped test says why. */
export async function prepareOrSkip(): Promise<PreparedService[]> {
  try {
    return await prepareServices();
  } catch (error) {
    if (!(error instanceof SmithyUnavailable)) {
      throw error;
    }
    const { message } = error;
    test(`the official tests: ${message}`, ({ skip }) => skip(message));
    return [];
  }
}
