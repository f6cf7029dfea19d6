// Starts process 1 of a node, and removes everything of the node when standard input is closed: then the test that
// started it has ended, or was killed. Usage: node supervisor.ts STATE NAME ADDRESS. Prints the ID of process 1.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, openSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { createCgroups, removeCgroups } from "./cgroups.ts";

const [state = "", name = "", address = ""] = process.argv.slice(2);
const program = (file: string) => fileURLToPath(new URL(file, import.meta.url));

const inputClosed = once(process.stdin.resume(), "close");
await writeFile(join(state, "supervisor.pid"), String(process.pid));
const cgroups = await createCgroups(basename(state));
const cgroupFile = join(state, "cgroups");
await writeFile(cgroupFile, cgroups.map((folder) => `${folder}\n`).join(""));

const log = openSync(join(state, "init.log"), "w");
const namespaces = ["--mount", "--net", "--pid", "--ipc", "--uts", "--cgroup", "--fork", "--kill-child"];
// If this process is killed, so is the node.
const child = spawn(
  "setpriv",
  [
    ...["--pdeathsig", "KILL", "bash", program("enter.sh"), cgroupFile, "unshare", ...namespaces],
    ...["bash", program("init.sh"), state, name, address],
  ],
  { stdio: ["ignore", log, log] },
);
const ended = once(child, "close");

void reportProcess();
await Promise.race([ended, inputClosed]);
if (child.exitCode !== null || child.signalCode !== null) {
  process.stderr.write(await readFile(join(state, "init.log")));
}
child.kill("SIGKILL");
await ended;
await removeCgroups(cgroups);
await rm(state, { recursive: true, force: true });

async function reportProcess(): Promise<void> {
  while (!existsSync(join(state, "ready"))) {
    if (child.exitCode !== null || child.signalCode !== null) {
      return;
    }
    await setTimeout(20);
  }
  const children = await readFile(`/proc/${child.pid}/task/${child.pid}/children`, "utf8");
  process.stdout.write(`${children.trim()}\n`);
}
