import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { root } from "@eks-auth/test-kit/repository";
import { type RunOptions, readOutput } from "@eks-auth/test-kit/run-program";
import { StartedProgram, type StartOptions } from "@eks-auth/test-kit/started-program";
import { makeTempFolder } from "@eks-auth/test-kit/temp-folder";
import { cacheFolder } from "../programs/cache.ts";
import { removeCgroups } from "./cgroups.ts";

const nodesFolder = join(cacheFolder, "nodes");
const program = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/**
 * The namespaces and cgroups of a node: its own processes, mounts, network, host name. Programs start in the repository's
 * folder.
 */
export class Namespaces implements AsyncDisposable {
  /** The folder of its state. Its path is the same on the node. */
  readonly state: string;
  readonly #supervisor: ChildProcess;
  readonly #prefix: readonly string[];

  private constructor(state: string, supervisor: ChildProcess, process1: string) {
    this.state = state;
    this.#supervisor = supervisor;
    const namespaces = ["--mount", "--net", "--pid", "--ipc", "--uts", "--cgroup", `--wdns=${root}`];
    this.#prefix = [
      ...[program("enter.sh"), join(state, "cgroups"), "nsenter", "--target", process1],
      ...[...namespaces, "--"],
    ];
  }

  /**
   * Creates the namespaces of a node. They are removed when they are disposed, and also if this process is killed.
   *
   * @param name - the host name
   * @param address - the IPv4 address, in a network of its own
   * @param prepare - writes files that the node needs at its start to its folder
   * @throws {Error} if something can't be mounted, with what the command said
   */
  static async create(
    name: string,
    address: string,
    prepare: (state: string) => Promise<void>,
  ): Promise<Namespaces> {
    await removeLeftovers();
    const { path: state } = await makeTempFolder("node", nodesFolder);
    await prepare(state);
    const args = [program("supervisor.ts"), state, name, address];
    // In its own process group Ctrl-C doesn't stop it before it has cleaned up.
    const supervisor = spawn(process.execPath, args, { detached: true, stdio: "pipe" });
    const errors = text(supervisor.stderr);
    const process1 = await readFirstLine(supervisor.stdout);
    if (process1 === undefined) {
      throw new Error(`A node could not be started:\n${await errors}`);
    }
    return new Namespaces(state, supervisor, process1);
  }

  /** Starts a program on the node. Signals reach the program, too. */
  start(file: string, args: readonly string[], options: StartOptions = {}): StartedProgram {
    return new StartedProgram("bash", [...this.#prefix, file, ...args], { ...options, group: true });
  }

  /** The program and the first arguments that run a command on the node. */
  get command(): readonly [string, ...string[]] {
    return ["bash", ...this.#prefix];
  }

  /**
   * Runs a program on the node to its end.
   *
   * @returns its standard output
   * @throws {ProgramError} if it fails
   */
  run(file: string, args: readonly string[], options?: RunOptions): Promise<string> {
    const [shell, ...prefix] = this.command;
    return readOutput(shell, [...prefix, file, ...args], options);
  }

  /** Ends every process of the node, and removes its cgroups and files. */
  async [Symbol.asyncDispose](): Promise<void> {
    const ended = once(this.#supervisor, "close");
    this.#supervisor.stdin?.end();
    await ended;
  }
}

async function readFirstLine(output: Readable): Promise<string | undefined> {
  for await (const line of createInterface({ input: output })) {
    return line;
  }
  return undefined;
}

/** Removes what is left of nodes whose supervisor was killed too. Their processes ended with it. */
async function removeLeftovers(): Promise<void> {
  for (const name of await readdir(nodesFolder).catch(() => [])) {
    const state = join(nodesFolder, name);
    const [pid, cgroups] = await Promise.all(
      ["supervisor.pid", "cgroups"].map((file) => readFile(join(state, file), "utf8").catch(() => "")),
    );
    if (pid !== undefined && pid !== "" && !(await isSupervisor(pid))) {
      await removeCgroups((cgroups ?? "").split("\n").filter((folder) => folder !== ""));
      await rm(state, { recursive: true, force: true });
    }
  }
}

async function isSupervisor(pid: string): Promise<boolean> {
  return (await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")).includes("supervisor.ts");
}
