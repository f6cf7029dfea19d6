import { expect } from "vitest";
import { statusOf, type UpstreamErrorName } from "../src/environment/upstream-answer.ts";
import type { Sdk, SdkAnswer } from "../src/sdk/sdk.ts";

/** What an upstream's error looked like. */
export interface ExpectedError {
  readonly name: UpstreamErrorName;
  readonly message: string;
  /** Whether there were no credentials before. */
  readonly isFirst: boolean;
}

/** Expects that the user got an error, and what the upstream said in it where the SDK shows what the agent says. */
export function expectError(sdk: Sdk, answer: SdkAnswer, { name, message, isFirst }: ExpectedError): void {
  if (!("error" in answer)) {
    expect.fail(`There should be an error: ${JSON.stringify(answer)}`);
  }
  const shown = `${answer.error.code} ${answer.error.message}`;
  const isShown = sdk.showsBody(statusOf(name), isFirst);
  expect(shown.includes(message), shown).toBe(isShown);
}
