import { readOutput } from "@eks-auth/test-kit/run-program";
import type { CellCheck } from "../cells.ts";
import { bun, deno, findProgram, installTool, type Tool } from "../tools.ts";
import { type EngineTarget, engineFolder, requireHostedCall, requireStubCall } from "./program.ts";

/** An engine that runs scripts, as Node.js does. */
interface ScriptEngine {
  readonly title: string;
  readonly tool: Tool;
  /** The arguments of the engine, before those of the script. */
  readonly args: readonly string[];
}

const engines: readonly ScriptEngine[] = [
  { title: "Bun", tool: bun, args: ["run", `${engineFolder}/bun.mjs`] },
  {
    title: "Deno",
    tool: deno,
    // Permissions for the project's modules, and for what the AWS SDK reads: variables, the system's name, ~/.aws.
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

/** Lists the checks of Bun and Deno: each client calls the stub on Node.js; the engine's own server hosts the stub. */
export function listScriptEngineChecks(): CellCheck<EngineTarget>[] {
  return engines.flatMap((engine): CellCheck<EngineTarget>[] => {
    const cell = { table: "engines", row: `${engine.title} ${engine.tool.version}` } as const;
    return [
      {
        ...cell,
        column: "client",
        run: async (target) => requireStubCall(await runScript(engine, target, target.endpoint)),
      },
      {
        ...cell,
        column: "light client",
        run: async (target) => requireStubCall(await runScript(engine, target, target.endpoint, "light")),
      },
      {
        ...cell,
        column: "fetch stub",
        run: async (target) => requireHostedCall(await runScript(engine, target)),
      },
    ];
  });
}

async function runScript(
  { tool, args }: ScriptEngine,
  { project }: EngineTarget,
  ...scriptArgs: string[]
): Promise<string> {
  const file = await findProgram(await installTool(tool), tool.name);
  // Bun's program is a binary. Deno's is a script of Node.js that starts the binary.
  const [command, ...prefix] = file.endsWith("js") ? [process.execPath, file] : [file];
  return readOutput(command, [...prefix, ...args, ...scriptArgs], { cwd: project.path });
}
