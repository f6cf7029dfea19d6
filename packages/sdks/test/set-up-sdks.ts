import { ToolUnavailableError } from "@eks-auth/codegen/terminal";
import { PythonUnavailable } from "@eks-auth/scripts/python/unavailable.ts";
import { test } from "vitest";
import { setUpGo } from "../src/sdk/go.ts";
import { setUpJava } from "../src/sdk/java.ts";
import { setUpJavaScript } from "../src/sdk/javascript.ts";
import { setUpPython } from "../src/sdk/python.ts";
import type { Sdk } from "../src/sdk/sdk.ts";
import { SdkUnavailable } from "../src/sdk/unavailable.ts";

/**
 * Installs the SDKs, where they are not yet. What this machine lacks the language for is a skipped test that says so; CI
 * has all of them, and should not pass for want of one.
 */
export async function setUpSdks(): Promise<Sdk[]> {
  process.stderr.write("Setting up the SDKs, which takes a minute or so the first time …\n");
  const sdks = await Promise.all(Object.entries(setUps).map(setUpOrSkip));
  return sdks.flat();
}

const setUps = { JavaScript: setUpJavaScript, Python: setUpPython, Go: setUpGo, Java: setUpJava };

/** Installs the SDKs of one language; see {@link setUpSdks}. */
export async function setUpOrSkip([language, setUp]: [string, () => Promise<Sdk[]>]): Promise<Sdk[]> {
  try {
    return await setUp();
  } catch (error) {
    if (!isMissing(error) || process.env.CI !== undefined) {
      throw error;
    }
    const { message } = error;
    test(`${language}: ${message}`, ({ skip }) => skip(message));
    return [];
  }
}

function isMissing(error: unknown): error is Error {
  return [PythonUnavailable, ToolUnavailableError, SdkUnavailable].some(
    (missing) => error instanceof missing,
  );
}
