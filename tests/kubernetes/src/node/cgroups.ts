import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rmdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";

/** Whether this machine has cgroups of version 1, each controller in its own folder. */
export function hasCgroups(): boolean {
  return existsSync("/sys/fs/cgroup/memory/cgroup.procs");
}

/**
 * Creates a cgroup below that of this process for each controller.
 *
 * @param name - of the new cgroups
 * @returns their folders
 */
export async function createCgroups(name: string): Promise<readonly string[]> {
  const folders: string[] = [];
  for (const line of (await readFile("/proc/self/cgroup", "utf8")).trim().split("\n")) {
    const [, controllers = "", path = ""] = /^\d+:([^:]*):(.*)$/.exec(line) ?? [];
    if (controllers === "") {
      continue;
    }
    const parent = join("/sys/fs/cgroup", controllers.replace(/^name=/, ""), path);
    const folder = join(parent, name);
    await mkdir(folder);
    folders.push(folder);
    if (controllers === "cpuset") {
      // A new one has no CPUs. These files can't be copied by the kernel.
      for (const file of ["cpuset.cpus", "cpuset.mems"]) {
        await writeFile(join(folder, file), await readFile(join(parent, file)));
      }
    }
  }
  return folders;
}

/**
 * Removes cgroups, and those below them, when their last process has ended.
 *
 * @throws {Error} if a process still runs in one after 10 s
 */
export async function removeCgroups(folders: readonly string[]): Promise<void> {
  const deadline = performance.now() + 10_000;
  for (const folder of folders) {
    for (;;) {
      try {
        await removeTree(folder);
        break;
      } catch (error) {
        if (performance.now() > deadline) {
          throw error;
        }
        await setTimeout(50);
      }
    }
  }
}

async function removeTree(folder: string): Promise<void> {
  if (!existsSync(folder)) {
    return;
  }
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) {
      await removeTree(join(folder, entry.name));
    }
  }
  await rmdir(folder);
}
