import { findFreePort } from "@eks-auth/test-kit/loopback";
import { StartedProgram } from "@eks-auth/test-kit/started-program";
import type { TempFolder } from "@eks-auth/test-kit/temp-folder";
import { findProgram, installTool, workerd } from "../tools.ts";

/** A Worker that runs. */
export interface StartedWorker extends AsyncDisposable {
  readonly url: string;
  /** workerd. */
  readonly program: StartedProgram;
}

/**
 * Starts a Worker in workerd, which runs Cloudflare Workers, and waits until it answers.
 *
 * @param folder - for its script and the configuration
 * @param script - an ES module
 * @param variables - its bindings, by name
 * @throws {ToolUnavailableError} if workerd is not available
 */
export async function startWorker(
  folder: TempFolder,
  script: string,
  variables: Readonly<Record<string, string>> = {},
): Promise<StartedWorker> {
  const command = await findProgram(await installTool(workerd), "workerd");
  const address = `127.0.0.1:${await findFreePort()}`;
  await folder.write("worker.js", script);
  await folder.write("config.capnp", formatConfig(address, variables));
  // Its own process group: on some platforms the program is a script that starts the binary.
  const options = { cwd: folder.path, group: true, stopSignal: "SIGKILL" } as const;
  const program = new StartedProgram(command, ["serve", "config.capnp"], options);
  const url = `http://${address}`;
  await program.waitUntil(() =>
    fetch(url).then(
      () => true,
      () => false,
    ),
  );
  return { url, program, [Symbol.asyncDispose]: () => program.stop() };
}

/** The configuration of workerd: the Worker with its variables, its address, and access to this machine's addresses. */
function formatConfig(address: string, variables: Readonly<Record<string, string>>): string {
  const bindings = Object.entries(variables).map(([name, text]) => `(name = "${name}", text = "${text}")`);
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
  bindings = [${bindings.join(", ")}],
  compatibilityDate = "2026-10-01",
);
`;
}
