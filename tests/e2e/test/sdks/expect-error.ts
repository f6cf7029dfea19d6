import { expect } from "vitest";
import type { Sdk, SdkAnswer } from "../../src/sdks/languages/sdk.ts";
import { statusOf, type UpstreamErrorName } from "../../src/sdks/upstream.ts";

/** An error of the upstream. */
export interface ExpectedError {
  readonly name: UpstreamErrorName;
  readonly message: string;
  /** Whether there were no credentials before. */
  readonly isFirst: boolean;
}

/** Expects that the user gets an error, and that it contains the upstream's message if the SDK shows such messages. */
export function expectError(sdk: Sdk, answer: SdkAnswer, { name, message, isFirst }: ExpectedError): void {
  if (!("error" in answer)) {
    expect.fail(`There should be an error: ${JSON.stringify(answer)}`);
  }
  const shown = `${answer.error.code} ${answer.error.message}`;
  const isShown = sdk.showsBody(statusOf(name), isFirst);
  expect(shown.includes(message), shown).toBe(isShown);
}
