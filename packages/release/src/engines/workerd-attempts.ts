import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CommandError } from "@eks-auth/codegen/terminal";
import type { Attempt } from "../consumers/cell.ts";
import { freeEnvironment } from "../process/environment.ts";
import { findFreePort } from "../registry/free-port.ts";
import { findProgram } from "../tools/install-tool.ts";
import { workerd } from "../tools/tools.ts";
import { tryInstall } from "../tools/try-install.ts";
import { bundleProgram } from "./bundle.ts";
import { engineFolder, loadSmoke, requireCall } from "./project.ts";

const patience = 20_000;

/**
 * workerd, which runs Cloudflare's Workers: a Worker calls a stub on Node.js; a Worker is the stub.
 *
 * @param endpoint - of the stub on Node.js
 */
export function listWorkerdAttempts(project: string, endpoint: string): Attempt[] {
  const row = `workerd ${workerd.version}`;
  return [
    {
      row,
      column: "client",
      work: () =>
        withWorker(project, async (url) => {
          const response = await fetch(`${url}/?endpoint=${encodeURIComponent(endpoint)}`);
          requireCall(await response.text());
        }),
    },
    {
      row,
      column: "fetch stub",
      work: () =>
        withWorker(project, async (url) => {
          const { call } = await loadSmoke(project);
          requireCall(
            await call(url).catch((error: Error) => {
              throw new CommandError(`the call of the Worker failed: ${error.stack}`);
            }),
          );
        }),
    },
  ];
}

async function withWorker(project: string, work: (url: string) => Promise<void>): Promise<void> {
  const program = await findProgram(await tryInstall(workerd), "workerd");
  const folder = join(project, "worker");
  await mkdir(folder, { recursive: true });
  const script = await bundleProgram(join(project, engineFolder, "worker.mjs"), "esm", ["workerd", "worker"]);
  await writeFile(join(folder, "worker.js"), script);
  const address = `127.0.0.1:${await findFreePort()}`;
  await writeFile(join(folder, "config.capnp"), describeWorker(address));
  const child = spawn(program, ["serve", "config.capnp"], {
    cwd: folder,
    env: freeEnvironment(),
    stdio: ["ignore", "pipe", "pipe"],
    // A group of its own: where npm could not put the binary in place, a script starts it.
    detached: true,
  });
  let output = "";
  const collect = (chunk: unknown): void => {
    output += String(chunk);
  };
  child.stdout.on("data", collect);
  child.stderr.on("data", collect);
  const ended = once(child, "close");
  try {
    await waitFor(
      `http://${address}`,
      () => child.exitCode !== null,
      () => output,
    );
    await work(`http://${address}`).catch((error: Error) => {
      throw error instanceof CommandError ? new CommandError(`${error.message}\n${output}`) : error;
    });
  } finally {
    if (child.pid !== undefined && child.exitCode === null) {
      process.kill(-child.pid, "SIGKILL");
    }
    await ended;
  }
}

async function waitFor(url: string, hasEnded: () => boolean, tellOutput: () => string): Promise<void> {
  const end = Date.now() + patience;
  while ((await fetch(url).catch(() => undefined)) === undefined) {
    if (hasEnded() || Date.now() > end) {
      throw new CommandError(`workerd did not start:\n${tellOutput()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The Worker, its address, and that it may call this machine. */
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
