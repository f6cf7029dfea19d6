import { cp, readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "@eks-auth/codegen/root";
import { CommandError } from "@eks-auth/codegen/terminal";
import { compile } from "../consumers/compile.ts";
import { compiledFolder, useWith } from "../consumers/node-attempts.ts";
import { makeProject } from "../consumers/project.ts";
import { compileForRunning, compilerForRunning } from "../consumers/running.ts";
import { run } from "../process/run.ts";
import { listOptionalPeers, readPublishedPackages } from "../published/published-packages.ts";
import { installTool } from "../tools/install-tool.ts";

/** The program that uses the member that the rehearsal adds, and what it prints. */
const newMemberProgram = "new-member.mts";
const newMemberOutput = "node-1\n";

/** A project that installs the packages from the local registry. */
export class RegistryConsumer {
  readonly #directory: string;
  readonly #env: Readonly<Record<string, string>>;

  private constructor(directory: string, env: Readonly<Record<string, string>>) {
    this.#directory = directory;
    this.#env = env;
  }

  /**
   * Makes an empty project and installs the packages.
   *
   * @param directory - its absolute path
   * @param env - what leads npm to the registry
   */
  static async make(directory: string, env: Readonly<Record<string, string>>): Promise<RegistryConsumer> {
    const names = readPublishedPackages().map(({ name }) => name);
    await makeProject(directory, [...names, ...listOptionalPeers()], env);
    await cp(join(root, "packages/release/programs", newMemberProgram), join(directory, newMemberProgram));
    return new RegistryConsumer(directory, env);
  }

  /** Installs the newest version of each package. */
  async upgrade(): Promise<void> {
    const newest = readPublishedPackages().map(({ name }) => `${name}@latest`);
    // npm may have kept what the registry said before.
    const args = ["install", "--prefer-online", "--no-audit", "--no-fund", "--ignore-scripts", ...newest];
    await run("npm", args, { cwd: this.#directory, env: this.#env });
  }

  /** Loads every entry point and makes an exchange, as an ES module and in CommonJS, on this Node.js. */
  async use(): Promise<void> {
    await compileForRunning(this.#directory);
    await useWith(process.execPath, this.#directory, "ESM");
    await useWith(process.execPath, this.#directory, "CJS");
  }

  /**
   * Makes sure that it has a version of a package, and no second copy.
   *
   * @throws CommandError where it has another
   */
  async requireVersion(name: string, version: string): Promise<void> {
    const manifest = join(this.#directory, "node_modules", name, "package.json");
    const installed = JSON.parse(await readFile(manifest, "utf8")).version;
    const lock = JSON.parse(await readFile(join(this.#directory, "package-lock.json"), "utf8"));
    const copies = Object.keys(lock.packages).filter((path) => path.endsWith(`node_modules/${name}`));
    if (installed !== version || copies.length !== 1) {
      throw new CommandError(
        `the consumer has ${name} ${installed}, at ${copies.join(", ")}, and should have one copy of ${version}.`,
      );
    }
  }

  /**
   * Makes sure that the member that the rehearsal adds is not there before.
   *
   * @throws CommandError where the program that uses it compiles, or fails for another reason
   */
  async requireNoNewMember(): Promise<void> {
    try {
      await this.#compileNewMember();
    } catch (error) {
      if (error instanceof CommandError && /error TS(2339|2353).*nodeName/.test(error.message)) {
        return;
      }
      throw error;
    }
    throw new CommandError(
      "the model has the member already that the rehearsal adds: choose another in change-model.ts.",
    );
  }

  /**
   * Compiles and runs a program in which the stub returns the new member and the client reads it.
   *
   * @throws CommandError where it doesn't get there
   */
  async useNewMember(): Promise<void> {
    await this.#compileNewMember();
    const script = `${compiledFolder}/${newMemberProgram.replace(".mts", ".mjs")}`;
    const output = await run(process.execPath, [script], { cwd: this.#directory });
    if (output !== newMemberOutput) {
      throw new CommandError(
        `${script} printed ${JSON.stringify(output)}, not ${JSON.stringify(newMemberOutput)}.`,
      );
    }
  }

  async #compileNewMember(): Promise<void> {
    await compile({
      project: this.#directory,
      compiler: await installTool(compilerForRunning),
      resolution: "nodenext",
      program: newMemberProgram,
      output: compiledFolder,
    });
  }
}
