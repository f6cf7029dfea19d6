import { type PreparedService, prepareServices } from "../src/run/prepare.ts";
import { skipWithoutSmithy } from "./skip-without-smithy.ts";

/** Prepares the official services. Without Java or Maven there are none, and a skipped test says why. */
export async function prepareOrSkip(): Promise<PreparedService[]> {
  return (await skipWithoutSmithy("the official tests", prepareServices)) ?? [];
}
