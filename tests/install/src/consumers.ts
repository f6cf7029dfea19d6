import type { CellCheck, KnownLimit } from "./cells.ts";
import { exchangePrograms, type ModuleKind, type Project, type Resolution, resolutions } from "./project.ts";
import { installNode, installTool, type Tool } from "./tools.ts";

/** The project that the checks of this file share. Its exchange programs are compiled. */
type Check = CellCheck<Project>;

/** Lists a check for each version of Node.js and each kind of module: load all entry points and run the exchange. */
export function listNodeChecks(versions: readonly Tool[]): Check[] {
  const kinds: readonly ModuleKind[] = ["ESM", "CJS"];
  return versions.flatMap((version) =>
    kinds.map((kind) => ({
      table: "consumers",
      row: `Node.js ${version.version}`,
      column: kind,
      run: async (project) => project.runExchange(await installNode(version), kind),
    })),
  );
}

/** Lists a check for each version of TypeScript, module resolution and kind of module: compile the exchange. */
export function listTypeScriptChecks(versions: readonly Tool[]): Check[] {
  return versions.flatMap((version) =>
    resolutions.flatMap((resolution) => {
      // Bundlers take ES modules only.
      const kinds: readonly ModuleKind[] = resolution === "bundler" ? ["ESM"] : ["ESM", "CJS"];
      return kinds.map(
        (kind): Check => ({
          table: "consumers",
          row: `TypeScript ${version.version}, ${resolution}`,
          column: kind,
          knownLimit: findKnownLimit(version.version, resolution, kind),
          run: async (project) => {
            const compiler = await installTool(version);
            await project.compile({ compiler, resolution, program: exchangePrograms[kind] });
          },
        }),
      );
    }),
  );
}

function findKnownLimit(version: string, resolution: Resolution, kind: ModuleKind): KnownLimit | undefined {
  if (kind === "ESM") {
    return undefined;
  }
  if (resolution === "node16") {
    return {
      symptom: "TS1479",
      reason: "`module: node16` means a Node.js whose `require` cannot load ES modules. Use `nodenext`.",
    };
  }
  return Number.parseFloat(version) < 5.8
    ? {
        symptom: "TS1479",
        reason: "TypeScript before 5.8 does not know that `require` loads ES modules.",
      }
    : undefined;
}
