import { cp } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "@eks-auth/codegen/root";
import { CommandError } from "@eks-auth/codegen/terminal";

/** What a call of the stub gives, in every engine. */
export const expectedCall = "AROAEXAMPLE:eks-dev-pod expires 2030-01-01T00:00:00.000Z";

/** The folder of the engines' programs, in a project. */
export const engineFolder = "engines";

/** Puts the engines' programs into a project that has the packages. */
export async function addEnginePrograms(project: string): Promise<void> {
  await cp(join(root, "packages/release/programs/engines"), join(project, engineFolder), { recursive: true });
}

/**
 * Makes sure that a call gave what it should.
 *
 * @throws CommandError with what it gave
 */
export function requireCall(output: string): void {
  if (output.trim() !== expectedCall) {
    throw new CommandError(
      `the call gave ${JSON.stringify(output.trim())}, not ${JSON.stringify(expectedCall)}.`,
    );
  }
}

/** What a project's smoke.mjs has. */
export interface Smoke {
  readonly call: (endpoint: string) => Promise<string>;
}

/** Loads a project's smoke.mjs into this process: its client is the project's. */
export async function loadSmoke(project: string): Promise<Smoke> {
  return import(pathToFileURL(join(project, engineFolder, "smoke.mjs")).href);
}
