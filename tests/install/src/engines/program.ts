import { join } from "node:path";
import { createEKSAuthFrontendHandler } from "@eks-auth/server";
import { createNodeListener } from "@eks-auth/server/node";
import { type LoopbackServer, listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { sampleResponse } from "@eks-auth/test-kit/sample-response";
import { rolldown } from "rolldown";
import { type Project, requireOutput } from "../project.ts";

/** The project and the stub on Node.js that the checks of all engines share. */
export interface EngineTarget {
  /** Has the packages and the folder `engines` of programs. */
  readonly project: Project;
  /** The URL of {@link startStub}. */
  readonly endpoint: string;
}

/** The folder of the engines' programs, in a project. */
export const engineFolder = "engines";

/** Starts the generated stub on Node.js, for clients in other engines. */
export function startStub(): Promise<LoopbackServer> {
  const handler = createEKSAuthFrontendHandler({ assumeRoleForPodIdentity: async () => sampleResponse });
  return listenOnLoopback(createNodeListener(handler));
}

/**
 * Checks what `call` of smoke.mjs returned for the stub on Node.js.
 *
 * @throws {CommandError} if it is not what the stub returns
 */
export function requireStubCall(output: string): void {
  const { assumedRoleUser, credentials } = sampleResponse;
  requireOutput(
    "call",
    output,
    `${assumedRoleUser.assumeRoleId} expires ${credentials.expiration.toISOString()}`,
  );
}

/**
 * Checks what `call` of smoke.mjs returned for the stub of smoke.mjs, which the engine hosts.
 *
 * @throws {CommandError} if it is not what the stub returns
 */
export function requireHostedCall(output: string): void {
  requireOutput("call", output, "AROAEXAMPLE:eks-dev-pod expires 2030-01-01T00:00:00.000Z");
}

/**
 * Bundles a program of a project for an engine without the modules of Node.js.
 *
 * @param program - a file of {@link engineFolder}
 * @param format - `iife` for a page, `esm` for a Worker
 * @param conditions - the engine's own conditions in the `exports` of packages
 */
export async function bundleProgram(
  project: Project,
  program: string,
  format: "iife" | "esm",
  conditions: readonly string[] = [],
): Promise<string> {
  const bundle = await rolldown({
    input: join(project.path, engineFolder, program),
    platform: "browser",
    logLevel: "silent",
    resolve: { conditionNames: [...conditions, "browser", "import", "default"] },
  });
  const { output } = await bundle.generate({ format, codeSplitting: false });
  await bundle.close();
  return output.map((chunk) => (chunk.type === "chunk" ? chunk.code : "")).join("");
}
