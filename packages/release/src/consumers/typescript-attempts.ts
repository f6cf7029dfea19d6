import type { Tool } from "../tools/install-tool.ts";
import { tryInstall } from "../tools/try-install.ts";
import type { Attempt, Obstacle } from "./cell.ts";
import { compile, type Resolution, resolutions } from "./compile.ts";
import { type ModuleKind, programs } from "./project.ts";

/**
 * The TypeScript consumers: each version, each way to find modules, and each kind of module.
 *
 * @param project - the absolute path of a project with the packages and the programs
 */
export function listTypeScriptAttempts(project: string, versions: readonly Tool[]): Attempt[] {
  return versions.flatMap((version) =>
    resolutions.flatMap((resolution) => {
      // What goes through a bundler is an ES module.
      const kinds: readonly ModuleKind[] = resolution === "bundler" ? ["ESM"] : ["ESM", "CJS"];
      return kinds.map((kind) => ({
        row: `TypeScript ${version.version}, ${resolution}`,
        column: kind,
        obstacle: findObstacle(version.version, resolution, kind),
        work: async () => {
          const compiler = await tryInstall(version);
          await compile({ project, compiler, resolution, program: programs[kind] });
        },
      }));
    }),
  );
}

function findObstacle(version: string, resolution: Resolution, kind: ModuleKind): Obstacle | undefined {
  if (kind === "ESM") {
    return undefined;
  }
  if (resolution === "node16") {
    return {
      symptom: "error TS1479",
      reason: "`module: node16` stands for a Node.js whose `require` can't load ES modules; take `nodenext`.",
    };
  }
  return Number.parseFloat(version) < 5.8
    ? {
        symptom: "error TS1479",
        reason: "TypeScript knows since 5.8 that `require` loads ES modules.",
      }
    : undefined;
}
