import { CommandError } from "@eks-auth/codegen/terminal";
import { listOptionalPeers, readPublishedPackages } from "@eks-auth/scripts/release/published-packages";
import { CompilerError } from "../cells.ts";
import { compiledFolder, Project, requireOutput } from "../project.ts";

/** The program that uses the member that the rehearsal adds to the model. */
const newMemberProgram = "new-member.mts";

/** A project that installs the packages from the local registry. */
export class RegistryConsumer {
  readonly #project: Project;

  private constructor(project: Project) {
    this.#project = project;
  }

  /**
   * Creates an empty project and installs the packages.
   *
   * @param path - its absolute path
   * @param env - the variables that make npm use the registry
   */
  static async make(path: string, env: Readonly<Record<string, string>>): Promise<RegistryConsumer> {
    const names = readPublishedPackages().map(({ name }) => name);
    const project = await Project.make(path, [...names, ...listOptionalPeers()], env);
    await project.addProgram(newMemberProgram);
    return new RegistryConsumer(project);
  }

  /** Installs the latest version of each package. */
  async upgrade(): Promise<void> {
    const latest = readPublishedPackages().map(({ name }) => `${name}@latest`);
    // npm caches what the registry answered before.
    await this.#project.install(latest, ["--prefer-online"]);
  }

  /** Loads every entry point and runs the exchange, as an ES module and in CommonJS, on this Node.js. */
  async runExchange(): Promise<void> {
    await this.#project.compileExchange();
    await this.#project.runExchange(process.execPath, "ESM");
    await this.#project.runExchange(process.execPath, "CJS");
  }

  /**
   * Starts the command of `@eks-auth/codegen`.
   *
   * @throws {ProgramError} if it fails
   */
  async startGenerator(): Promise<void> {
    await this.#project.run(process.execPath, "node_modules/.bin/eks-auth-codegen", "--help");
  }

  /** @throws {CommandError} if it has another version of a package, or more than one copy */
  async requireVersion(name: string, version: string): Promise<void> {
    const installed = JSON.parse(await this.#project.read(`node_modules/${name}/package.json`)).version;
    const { packages } = JSON.parse(await this.#project.read("package-lock.json"));
    const copies = Object.keys(packages).filter((path) => path.endsWith(`node_modules/${name}`));
    if (installed !== version || copies.length !== 1) {
      throw new CommandError(
        `The consumer has ${name} ${installed} in ${copies.join(", ")}, expected one copy of ${version}.`,
      );
    }
  }

  /** @throws {CommandError} if the packages already have the member that the rehearsal adds */
  async requireNoNewMember(): Promise<void> {
    try {
      await this.#compileNewMember();
    } catch (error) {
      // The compiler's message for an unknown property.
      if (error instanceof CompilerError && /error TS(2339|2353).*nodeName/.test(error.message)) {
        return;
      }
      throw error;
    }
    throw new CommandError("The model already has `nodeName`. Add another member in changeModel.");
  }

  /** Compiles and runs a program whose stub returns the new member and whose client reads it. */
  async useNewMember(): Promise<void> {
    await this.#compileNewMember();
    const script = `${compiledFolder}/${newMemberProgram.replace(".mts", ".mjs")}`;
    requireOutput(script, await this.#project.run(process.execPath, script), "node-1");
  }

  #compileNewMember(): Promise<void> {
    return this.#project.compile({
      resolution: "nodenext",
      program: newMemberProgram,
      output: compiledFolder,
    });
  }
}
