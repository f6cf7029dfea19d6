import { pathToFileURL } from "node:url";
import { CommandError } from "@eks-auth/codegen/terminal";
import { findFreePort } from "@eks-auth/test-kit/loopback";
import { StartedProgram } from "@eks-auth/test-kit/started-program";
import type { CellCheck } from "../cells.ts";
import type { Project } from "../project.ts";
import { findProgram, installTool, workerd } from "../tools.ts";
import {
  bundleProgram,
  type EngineTarget,
  engineFolder,
  requireHostedCall,
  requireStubCall,
} from "./program.ts";

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
  const program = await findProgram(await installTool(workerd), "workerd");
  const script = await bundleProgram(project, "worker.mjs", "esm", ["workerd", "worker"]);
  await project.write("worker/worker.js", script);
  const address = `127.0.0.1:${await findFreePort()}`;
  await project.write("worker/config.capnp", describeWorker(address));
  // Its own process group: on some platforms the program is a script that starts the binary.
  const options = { cwd: project.resolve("worker"), group: true, stopSignal: "SIGKILL" } as const;
  await using server = new StartedProgram(program, ["serve", "config.capnp"], options);
  const url = `http://${address}`;
  await server.waitUntil(() =>
    fetch(url).then(
      () => true,
      () => false,
    ),
  );
  await work(url).catch((error: Error) => {
    throw new CommandError(`${error.stack}\n${server.stdout}${server.stderr}`);
  });
}

/** The configuration of workerd: the Worker, its address, and access to this machine's addresses. */
function describeWorker(address: string): string {
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .worker),
    (name = "internet", network = (allow = ["local", "private"])),
  ],
  sockets = [(name = "http", address = "${address}", http = (), service = "main")],
);
const worker :Workerd.Worker = (
  modules = [(name = "worker", esModule = embed "worker.js")],
  compatibilityDate = "2026-10-01",
);
`;
}
