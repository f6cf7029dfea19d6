import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { makeVirtualEnvironment } from "@eks-auth/scripts/python/virtual-environment.ts";

const environment = fileURLToPath(new URL("../../build/moto", import.meta.url));
const requirements = fileURLToPath(new URL("requirements.txt", import.meta.url));

/** moto on 127.0.0.1: an implementation of STS and IAM that was made by others. */
export interface MotoServer {
  readonly url: string;
  /** Has it check signatures and policies from now on, as AWS does. */
  enforce(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts moto, which is installed at the first time.
 *
 * @throws PythonUnavailable where there is no Python
 */
export async function startMotoServer(): Promise<MotoServer> {
  const python = await makeVirtualEnvironment(environment, requirements);
  for (;;) {
    const port = await findFreePort();
    const child = spawn(python, ["-m", "moto.server", "-H", "127.0.0.1", "-p", String(port)], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    // A test run that is cut short should not leave it behind.
    process.once("exit", () => child.kill());
    const url = `http://127.0.0.1:${port}`;
    if (await waitUntilReady(child, url)) {
      return control(child, url);
    }
  }
}

function control(child: ChildProcess, url: string): MotoServer {
  return {
    url,
    async enforce() {
      const response = await fetch(`${url}/moto-api/reset-auth`, { method: "POST", body: "0" });
      await response.body?.cancel();
    },
    async stop() {
      if (child.exitCode === null) {
        child.kill("SIGTERM");
        await once(child, "close");
      }
    },
  };
}

/** moto takes no port 0. Another process may take this one first; moto then ends, and gets another. */
async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}

/** @returns `false` where it has ended, for its port was taken */
async function waitUntilReady(child: ChildProcess, url: string): Promise<boolean> {
  let output = "";
  child.stderr?.on("data", (chunk) => {
    output += chunk;
  });
  let ended = false;
  child.once("close", () => {
    ended = true;
  });
  for (;;) {
    const ready = await fetch(`${url}/moto-api/data.json`).then(
      async (response) => {
        await response.body?.cancel();
        return response.ok;
      },
      () => false,
    );
    if (ended) {
      if (/address .*in use/i.test(output)) {
        return false;
      }
      throw new Error(`moto ended instead of answering:\n${output}`);
    }
    if (ready) {
      return true;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
