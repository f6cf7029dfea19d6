import type { Attempt } from "../consumers/cell.ts";
import { run } from "../process/run.ts";
import { findProgram, type Tool } from "../tools/install-tool.ts";
import { bun, deno } from "../tools/tools.ts";
import { tryInstall } from "../tools/try-install.ts";
import { engineFolder, requireCall } from "./project.ts";

/** An engine that runs a script as Node.js does. */
interface ScriptEngine {
  readonly title: string;
  readonly tool: Tool;
  /** Its program, in its package. */
  readonly program: string;
  /** What stands before the script's arguments. */
  readonly args: readonly string[];
}

const engines: readonly ScriptEngine[] = [
  { title: "Bun", tool: bun, program: "bun", args: ["run", `${engineFolder}/bun.mjs`] },
  {
    title: "Deno",
    tool: deno,
    program: "deno",
    // The modules of the project, and what the AWS SDK looks at: variables, the system's name, ~/.aws.
    args: [
      "run",
      "--quiet",
      "--no-prompt",
      "--node-modules-dir=manual",
      "--allow-net=127.0.0.1",
      "--allow-env",
      "--allow-read",
      "--allow-sys",
      `${engineFolder}/deno.mjs`,
    ],
  },
];

/**
 * Bun and Deno: the client calls a stub on Node.js; the engine's own server hosts the stub.
 *
 * @param endpoint - of the stub on Node.js
 */
export function listScriptAttempts(project: string, endpoint: string): Attempt[] {
  return engines.flatMap(({ title, tool, program, args }) => {
    const work = async (more: readonly string[]): Promise<void> => {
      const file = await findProgram(await tryInstall(tool), program);
      // Bun's program is no script of Node's; Deno's finds and starts the binary.
      const [command, ...before] = file.endsWith("js") ? [process.execPath, file] : [file];
      requireCall(await run(command, [...before, ...args, ...more], { cwd: project, timeout: 60_000 }));
    };
    const row = `${title} ${tool.version}`;
    return [
      { row, column: "client", work: () => work([endpoint]) },
      { row, column: "fetch stub", work: () => work([]) },
    ];
  });
}
