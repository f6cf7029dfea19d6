import { installTool, type Tool } from "../tools/install-tool.ts";
import { compile } from "./compile.ts";
import { compiledFolder } from "./node-attempts.ts";
import { programs } from "./project.ts";

/** The version that compiles the programs that run on every Node.js. */
export const compilerForRunning: Tool = { name: "typescript", version: "5.9.3" };

/** Compiles a project's programs into {@link compiledFolder}. */
export async function compileForRunning(project: string): Promise<void> {
  const compiler = await installTool(compilerForRunning);
  for (const program of Object.values(programs)) {
    await compile({ project, compiler, resolution: "nodenext", program, output: compiledFolder });
  }
}
