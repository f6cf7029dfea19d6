import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "@eks-auth/codegen/root";
import type { Cell } from "../consumers/cell.ts";
import { makeProject } from "../consumers/project.ts";
import { attemptAll } from "../consumers/try-consumers.ts";
import { packAll } from "../published/pack.ts";
import { makeBrowserAttempt } from "./browser-attempt.ts";
import { addEnginePrograms } from "./project.ts";
import { listScriptAttempts } from "./script-attempts.ts";
import { startStub } from "./stub.ts";
import { listWorkerdAttempts } from "./workerd-attempts.ts";

/**
 * Packs the built packages, installs them into an empty project, and has other engines than Node.js use them.
 *
 * @param show - is told what is tried
 */
export async function tryEngines(show: (step: string) => void): Promise<Cell[]> {
  const folder = await mkdtemp(join(tmpdir(), "eks-auth-engines-"));
  await using stub = await startStub();
  try {
    show("packing and installing");
    const tarballs = await packAll(root, join(folder, "tarballs"));
    const project = join(folder, "project");
    await makeProject(
      project,
      tarballs.map(({ path }) => path),
    );
    await addEnginePrograms(project);
    return await attemptAll(
      [
        makeBrowserAttempt(project, stub.url),
        ...listScriptAttempts(project, stub.url),
        ...listWorkerdAttempts(project, stub.url),
      ],
      show,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
