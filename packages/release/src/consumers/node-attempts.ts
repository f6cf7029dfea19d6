import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CommandError } from "@eks-auth/codegen/terminal";
import { run } from "../process/run.ts";
import { readPublishedPackages } from "../published/published-packages.ts";
import type { Tool } from "../tools/install-tool.ts";
import { tryInstall } from "../tools/try-install.ts";
import type { Attempt } from "./cell.ts";
import { expectedOutput, type ModuleKind } from "./project.ts";

const kinds: readonly ModuleKind[] = ["ESM", "CJS"];

/** The folder of the compiled programs, in a project. */
export const compiledFolder = "compiled";

/**
 * The Node.js consumers: each version, each kind of module. Each loads every entry point, and runs the exchange.
 *
 * @param project - the absolute path of a project with the packages and the compiled programs
 */
export function listNodeAttempts(project: string, versions: readonly Tool[]): Attempt[] {
  return versions.flatMap((version) =>
    kinds.map((kind) => ({
      row: `Node.js ${version.version}`,
      column: kind,
      work: async () => {
        const node = join(await tryInstall(version), "bin/node");
        const actual = (await run(node, ["--version"], { cwd: project })).trim();
        if (actual !== `v${version.version}`) {
          throw new CommandError(`${node} is ${actual}. Remove build/tools and try again.`);
        }
        await useWith(node, project, kind);
      },
    })),
  );
}

/**
 * Loads every entry point and runs the exchange.
 *
 * @param node - the path of a `node`
 * @throws CommandError where something doesn't load, or the exchange prints something else
 */
export async function useWith(node: string, project: string, kind: ModuleKind): Promise<void> {
  const names = readPublishedPackages().flatMap(({ entries }) => [...entries.keys()]);
  const extension = kind === "ESM" ? "mjs" : "cjs";
  const loads = names.map((name) => (kind === "ESM" ? `await import("${name}");` : `require("${name}");`));
  await writeFile(join(project, `load.${extension}`), `${loads.join("\n")}\n`);
  await run(node, [`load.${extension}`], { cwd: project });
  const output = await run(node, [`${compiledFolder}/exchange.${extension}`], { cwd: project });
  if (output !== expectedOutput) {
    throw new CommandError(`exchange.${extension} printed:\n${output}\nand not:\n${expectedOutput}`);
  }
}
