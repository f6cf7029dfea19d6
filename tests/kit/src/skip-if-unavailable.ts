import { test } from "vitest";

/**
 * Prepares what the tests of a file need. If a tool is missing, one skipped test says so; in CI the error is thrown.
 *
 * @param what - is tested: `the official tests`
 * @returns what `prepare` returns, or undefined if it failed with the code `tool_unavailable`
 */
export async function prepareOrSkip<T>(what: string, prepare: () => Promise<T>): Promise<T | undefined> {
  try {
    return await prepare();
  } catch (error) {
    if (!isUnavailable(error) || process.env.CI !== undefined) {
      throw error;
    }
    const { message } = error;
    test(`${what}: ${message}`, ({ skip }) => skip(message));
    return undefined;
  }
}

function isUnavailable(error: unknown): error is Error {
  return error instanceof Error && "code" in error && error.code === "tool_unavailable";
}
