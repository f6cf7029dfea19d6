import { expect } from "vitest";
import type { RepositoryCopy } from "../repository-copy.ts";

/**
 * Generates, and expects a failure that leaves all as it was.
 *
 * @param environment - the whole of it; that of the tests unless given
 * @returns what standard error says
 */
export async function failToGenerate(copy: RepositoryCopy, environment?: NodeJS.ProcessEnv): Promise<string> {
  const before = await copy.snapshot();
  const { exitCode, stdout, stderr } = await copy.run("scripts/generate.ts", [], environment);
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
  expect(stderr, "a failure is not a crash").not.toMatch(/^ +at /m);
  expect(await copy.snapshot(), "nothing is written").toEqual(before);
  return stderr;
}
