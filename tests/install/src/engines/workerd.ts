import { pathToFileURL } from "node:url";
import { CommandError } from "@eks-auth/codegen/terminal";
import { TempFolder } from "@eks-auth/test-kit/temp-folder";
import type { CellCheck } from "../cells.ts";
import type { Project } from "../project.ts";
import { workerd } from "../tools.ts";
import {
  bundleProgram,
  type EngineTarget,
  engineFolder,
  requireHostedCall,
  requireStubCall,
} from "./program.ts";
import { startWorker } from "./start-worker.ts";

/** Lists the checks of workerd, which runs Cloudflare Workers: a Worker calls the stub on Node.js with each client; a Worker is the stub. */
export function listWorkerdChecks(): CellCheck<EngineTarget>[] {
  const cell = { table: "engines", row: `workerd ${workerd.version}` } as const;
  return [
    ...(["client", "light client"] as const).map((column) => ({
      ...cell,
      column,
      run: ({ project, endpoint }: EngineTarget) =>
        withWorker(project, async (url) => {
          const client = column === "client" ? "" : "&light";
          const response = await fetch(`${url}/?endpoint=${encodeURIComponent(endpoint)}${client}`);
          requireStubCall(await response.text());
        }),
    })),
    {
      ...cell,
      column: "fetch stub",
      run: ({ project }) =>
        withWorker(project, async (url) => {
          const { call } = await loadSmoke(project);
          requireHostedCall(await call(url));
        }),
    },
  ];
}

/** Loads the project's smoke.mjs into this process, with the project's client. */
function loadSmoke(project: Project): Promise<{ readonly call: (endpoint: string) => Promise<string> }> {
  return import(pathToFileURL(project.resolve(engineFolder, "smoke.mjs")).href);
}

/** @throws {CommandError} with the output of workerd if the work fails */
async function withWorker(project: Project, work: (url: string) => Promise<void>): Promise<void> {
  const script = await bundleProgram(project, "worker.mjs", "esm", ["workerd", "worker"]);
  await using worker = await startWorker(new TempFolder(project.resolve("worker")), script);
  await work(worker.url).catch((error: Error) => {
    const { stdout, stderr } = worker.program;
    throw new CommandError(`${error.stack}\n${stdout}${stderr}`);
  });
}
