import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "@eks-auth/codegen/root";
import { packAll } from "../published/pack.ts";
import { listOptionalPeers } from "../published/published-packages.ts";
import type { Tool } from "../tools/install-tool.ts";
import { type Attempt, attempt, type Cell } from "./cell.ts";
import { listNodeAttempts } from "./node-attempts.ts";
import { makeProject } from "./project.ts";
import { compileForRunning } from "./running.ts";
import { listTypeScriptAttempts } from "./typescript-attempts.ts";

/** Which versions consumers have. */
export interface Versions {
  readonly node: readonly Tool[];
  readonly typeScript: readonly Tool[];
}

/**
 * Packs the built packages, installs them into an empty project, and tries that as each kind of consumer.
 *
 * @param show - is told what is tried
 */
export async function tryConsumers(versions: Versions, show: (step: string) => void): Promise<Cell[]> {
  const folder = await mkdtemp(join(tmpdir(), "eks-auth-consumers-"));
  try {
    show("packing and installing");
    const tarballs = await packAll(root, join(folder, "tarballs"));
    const project = join(folder, "project");
    await makeProject(project, [...tarballs.map(({ path }) => path), ...listOptionalPeers()]);
    await compileForRunning(project);
    return await attemptAll(
      [...listNodeAttempts(project, versions.node), ...listTypeScriptAttempts(project, versions.typeScript)],
      show,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Tries one after another: they share few cores. */
export async function attemptAll(
  attempts: readonly Attempt[],
  show: (step: string) => void,
): Promise<Cell[]> {
  const cells: Cell[] = [];
  for (const each of attempts) {
    show(`${each.row}, ${each.column}`);
    cells.push(await attempt(each));
  }
  return cells;
}
