import type { RepositoryCopy } from "@eks-auth/test-kit/repository-copy";
import { expect } from "vitest";

/** How a command ended. */
export interface Outcome {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Generates, and expects a failure that changes no file.
 *
 * @param generate - runs `npm run generate` in the copy
 * @returns the error output
 */
export async function failToGenerate(
  copy: RepositoryCopy,
  generate: () => Promise<Outcome> = () => copy.run("scripts/generate.ts"),
): Promise<string> {
  const before = await copy.snapshot();
  const { exitCode, stdout, stderr } = await generate();
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
  expect(stderr, "the output of a crash").not.toMatch(/^ +at /m);
  expect(await copy.snapshot(), "files").toEqual(before);
  return stderr;
}
