import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CommandError } from "@eks-auth/codegen/terminal";
import { freeEnvironment } from "../process/environment.ts";
import { run } from "../process/run.ts";
import { findProgram, installTool } from "../tools/install-tool.ts";
import { verdaccio } from "../tools/tools.ts";
import { writeConfiguration } from "./configuration.ts";
import { findFreePort } from "./free-port.ts";

const patience = 30_000;

/** A registry of this machine's own, on 127.0.0.1, that has the packages published to it and passes on all others. */
export class LocalRegistry implements AsyncDisposable {
  readonly url: string;
  readonly #process: ChildProcess;
  readonly #folder: string;
  readonly #output: string[];

  private constructor(url: string, child: ChildProcess, folder: string, output: string[]) {
    this.url = url;
    this.#process = child;
    this.#folder = folder;
    this.#output = output;
  }

  /**
   * Starts one, on a free port.
   *
   * @param folder - the absolute path of the folder that it keeps everything in
   * @throws CommandError where it can't be installed, or doesn't start in 30 seconds
   */
  static async start(folder: string): Promise<LocalRegistry> {
    const program = await findProgram(await installTool(verdaccio), "verdaccio");
    const storage = join(folder, "storage");
    const configuration = join(folder, "configuration.yaml");
    await mkdir(storage, { recursive: true });
    // From the folder that the configuration is in: npm looks for .npmrc from there upwards.
    const uplink = (await run("npm", ["config", "get", "registry"], { cwd: folder })).trim();
    const users = join(folder, "users");
    await writeFile(configuration, writeConfiguration({ storage, users, uplink }));
    const url = `http://127.0.0.1:${await findFreePort()}/`;
    const child = spawn(process.execPath, [program, "--config", configuration, "--listen", url], {
      cwd: folder,
      env: freeEnvironment(),
      stdio: ["ignore", "pipe", "pipe"],
    });
    const output: string[] = [];
    child.stdout.on("data", (chunk) => output.push(String(chunk)));
    child.stderr.on("data", (chunk) => output.push(String(chunk)));
    const registry = new LocalRegistry(url, child, folder, output);
    await registry.#waitUntilReady();
    return registry;
  }

  /** Makes its one user, and gives the environment that logs npm in as them. */
  async logIn(): Promise<Record<string, string>> {
    const response = await fetch(`${this.url}-/user/org.couchdb.user:rehearsal`, {
      method: "PUT",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ name: "rehearsal", password: crypto.randomUUID() }),
    });
    const { token } = (await response.json()) as { token?: string };
    if (token === undefined) {
      throw new CommandError(
        `the local registry gave no token: ${response.status}. ${this.#output.join("")}`,
      );
    }
    // A file, for shells drop variables with such names. What the user set for npm stays in force.
    const own = (await run("npm", ["config", "get", "userconfig"], { cwd: this.#folder })).trim();
    const settings = await readFile(own, "utf8").catch(() => "");
    const userconfig = join(this.#folder, "npmrc");
    const line = `//${new URL(this.url).host}/:_authToken=${token}\n`;
    await writeFile(userconfig, `${settings}\n${line}`, { mode: 0o600 });
    return { ...this.environment, npm_config_userconfig: userconfig };
  }

  /** The environment that has npm use it, without a login. */
  get environment(): Record<string, string> {
    return { npm_config_registry: this.url };
  }

  /** The names of the packages whose tarballs it keeps: those that were published to it. */
  async listKept(): Promise<string[]> {
    const files = await readdir(join(this.#folder, "storage"), { recursive: true });
    const folders = files.filter((file) => file.endsWith(".tgz")).map((file) => join(file, ".."));
    return [...new Set(folders)].sort();
  }

  /** Ends it, and waits for its end. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#process.exitCode === null && this.#process.signalCode === null) {
      const ended = once(this.#process, "exit");
      this.#process.kill("SIGKILL");
      await ended;
    }
  }

  async #waitUntilReady(): Promise<void> {
    const end = Date.now() + patience;
    while (!(await fetch(`${this.url}-/ping`).catch(() => undefined))?.ok) {
      if (this.#process.exitCode !== null || Date.now() > end) {
        await this[Symbol.asyncDispose]();
        throw new CommandError(
          `the local registry did not start in ${patience / 1000} s:\n${this.#output.join("")}`,
        );
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
