import { chmod, mkdir, symlink } from "node:fs/promises";
import { type Machine, Terminal } from "@eks-auth/operations-tests/terminal";
import { TestNetwork } from "@eks-auth/operations-tests/test-network";
import { RepositoryClone } from "@eks-auth/test-kit/repository-clone";
import { readOutput } from "@eks-auth/test-kit/run-program";
import { StartedProgram } from "@eks-auth/test-kit/started-program";
import { makeTempFolder, type TempFolder } from "@eks-auth/test-kit/temp-folder";
import type { Walk } from "@eks-auth/test-kit/walk";
import { inject } from "vitest";

/** Finds neither AWS credentials nor settings of this machine. */
const variables = {
  AWS_CONFIG_FILE: "/dev/null",
  AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
  AWS_EC2_METADATA_DISABLED: "true",
  // What the commands ask a person.
  npm_config_yes: "true",
};

/** This machine, with a connection to package registries. */
const online: Machine = {
  address: "127.0.0.1",
  start: (program, args, options) => new StartedProgram(program, args, options),
};

/**
 * The computer of a reader: a clone of the repository, the Node.js of these tests, and free ports, because it has its own
 * network.
 */
export class Computer implements AsyncDisposable {
  readonly #resources: AsyncDisposableStack;
  readonly #network: TestNetwork;
  readonly #folder: TempFolder;
  readonly #walk: Walk;
  readonly #variables: Record<string, string>;
  #isInstalled = false;

  private constructor(
    resources: AsyncDisposableStack,
    network: TestNetwork,
    folder: TempFolder,
    walk: Walk,
    buildCache: string | undefined,
  ) {
    this.#resources = resources;
    this.#network = network;
    this.#folder = folder;
    this.#walk = walk;
    this.#variables = { ...variables, ...(buildCache !== undefined && { TURBO_CACHE_DIR: buildCache }) };
  }

  /** Sets the computer up for a walk. */
  static async start(walk: Walk): Promise<Computer> {
    await using resources = new AsyncDisposableStack();
    const folder = resources.use(await makeTempFolder("eks-auth-walk"));
    const network = resources.use(await TestNetwork.start(0));
    await RepositoryClone.make({ folder: folder.resolve("eks-auth"), withUncommitted: true });
    await mkdir(folder.resolve("bin"));
    await symlink(process.execPath, folder.resolve("bin/node"));
    return new Computer(resources.move(), network, folder, walk, inject("installation").buildCache);
  }

  /** The absolute path of a file next to the clone, such as `app/index.ts`. */
  resolve(path: string): string {
    return this.#folder.resolve(path);
  }

  /** Writes a file next to the clone, and the folders above it. @returns its absolute path */
  write(path: string, content: string): Promise<string> {
    return this.#folder.write(path, content);
  }

  /** Adds a program that a page needs. */
  async addProgram(name: string, command: readonly string[]): Promise<void> {
    const words = command.map((word) => `'${word}'`).join(" ");
    await chmod(await this.write(`bin/${name}`, `#!/bin/sh\nexec ${words} "$@"\n`), 0o755);
  }

  /**
   * Leaves `npm ci` out of commands: it has been run for all walks. Its time is counted for this one.
   *
   * @returns the other commands
   */
  async install(commands: string): Promise<string> {
    const { path, milliseconds } = inject("installation");
    const others = commands.replace(/^npm ci(?: && |\n|$)/, "");
    if (others !== commands && !this.#isInstalled) {
      this.#isInstalled = true;
      this.#walk.addTime(milliseconds);
      const copy =
        'find . -name node_modules -prune | while read -r path; do cp -al "$path" "$CLONE/$path"; done';
      await readOutput("bash", ["-ec", copy], {
        cwd: path,
        env: { ...process.env, CLONE: this.resolve("eks-auth") },
      });
    }
    return others;
  }

  /**
   * Opens a terminal that reaches only servers of this computer.
   *
   * @param folder - next to the clone; the clone by default
   */
  async openTerminal(folder = "eks-auth"): Promise<Terminal> {
    return this.#open(this.#network.server, folder);
  }

  /** Opens a terminal that reaches package registries, but not servers of this computer. */
  async openOnlineTerminal(folder = "eks-auth"): Promise<Terminal> {
    return this.#open(online, folder);
  }

  async #open(machine: Machine, folder: string): Promise<Terminal> {
    const path = this.resolve(folder);
    await mkdir(path, { recursive: true });
    const options = { folder: path, programs: this.resolve("bin"), variables: this.#variables };
    return this.#resources.use(await Terminal.open(machine, options));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#resources.disposeAsync();
  }
}
