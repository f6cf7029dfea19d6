import { cp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { CommandError } from "@eks-auth/codegen/terminal";
import { readPublishedPackages } from "@eks-auth/scripts/release/published-packages";
import { cleanEnvironment, readOutput, runProgram } from "@eks-auth/test-kit/run-program";
import { TempFolder } from "@eks-auth/test-kit/temp-folder";
import { CompilerError } from "./cells.ts";
import { installTool, typeScript } from "./tools.ts";

/** The absolute path of the programs that users' projects and other engines run. */
export const programsFolder: string = fileURLToPath(new URL("../programs", import.meta.url));

/** The programs that projects compile and run: the same exchange as an ES module and in CommonJS. */
export const exchangePrograms = { ESM: "exchange.mts", CJS: "exchange.cts" } as const;

export type ModuleKind = keyof typeof exchangePrograms;

/** What both programs print. */
export const exchangeOutput =
  "AROAEXAMPLE:eks-dev-pod expires 2030-01-01T00:00:00.000Z\nThrottlingException 429 ThrottlingException\nsample 200 Slow down.\n";

/** The values of `moduleResolution` that the packages support. */
export const resolutions = ["node16", "nodenext", "bundler"] as const;

export type Resolution = (typeof resolutions)[number];

/** The types of Node.js, which the programs use. */
const nodeTypes = "@types/node@24.19.2";

/** How a program is compiled. */
export interface Compilation {
  /** The path of the compiler's package; TypeScript 5.9 by default. */
  readonly compiler?: string;
  readonly resolution: Resolution;
  /** A file of the project. */
  readonly program: string;
  /** The folder for JavaScript, from the project; by default the program is only checked. */
  readonly output?: string;
}

/** A user's project that has installed the packages. */
export class Project extends TempFolder {
  readonly #env: NodeJS.ProcessEnv;

  private constructor(path: string, env: Readonly<Record<string, string>>) {
    super(path);
    this.#env = cleanEnvironment(env);
  }

  /**
   * Creates an empty project and installs packages as users do.
   *
   * @param path - its absolute path; it must not be inside another project
   * @param specifiers - paths of tarballs, or names with versions
   * @param env - additional environment variables of npm
   */
  static async make(
    path: string,
    specifiers: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ): Promise<Project> {
    const project = new Project(path, env);
    await project.write("package.json", `${JSON.stringify({ name: "consumer", private: true })}\n`);
    await project.install([nodeTypes, ...specifiers]);
    for (const program of Object.values(exchangePrograms)) {
      await project.addProgram(program);
    }
    return project;
  }

  /** Installs packages. */
  async install(specifiers: readonly string[], options: readonly string[] = []): Promise<void> {
    const args = ["install", "--no-audit", "--no-fund", "--ignore-scripts", ...options, ...specifiers];
    await readOutput("npm", args, { cwd: this.path, env: this.#env });
  }

  /** Copies a file or folder of `programs/` into the project. */
  async addProgram(name: string): Promise<void> {
    await cp(join(programsFolder, name), this.resolve(name), { recursive: true });
  }

  /**
   * Compiles a program and checks every declaration that it uses.
   *
   * @throws {CompilerError} if there are errors
   */
  async compile({ compiler, resolution, program, output }: Compilation): Promise<void> {
    const compilerOptions = {
      module: resolution === "bundler" ? "esnext" : resolution,
      moduleResolution: resolution,
      target: "es2022",
      types: ["node"],
      strict: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck: false,
      ...(output === undefined ? { noEmit: true } : { outDir: output, rootDir: "." }),
    };
    const tsconfig = `tsconfig.${resolution}.${program}.json`;
    await this.write(tsconfig, JSON.stringify({ compilerOptions, files: [program] }));
    const tsc = join(compiler ?? (await installTool(typeScript)), "bin/tsc");
    const { exitCode, stdout } = await runProgram(process.execPath, [tsc, "-p", tsconfig], {
      cwd: this.path,
    });
    if (exitCode !== 0) {
      throw new CompilerError(stdout);
    }
  }

  /** Compiles the exchange programs, for {@link runExchange}. */
  async compileExchange(): Promise<void> {
    for (const program of Object.values(exchangePrograms)) {
      await this.compile({ resolution: "nodenext", program, output: compiledFolder });
    }
  }

  /** Runs a script of the project and returns its standard output. */
  run(node: string, script: string, ...args: readonly string[]): Promise<string> {
    return readOutput(node, [script, ...args], { cwd: this.path });
  }

  /**
   * Loads every entry point of the packages and runs the compiled exchange.
   *
   * @param node - the path of a `node`
   * @throws {CommandError} if the exchange prints something else than {@link exchangeOutput}
   */
  async runExchange(node: string, kind: ModuleKind): Promise<void> {
    const names = readPublishedPackages().flatMap(({ entries }) => [...entries.keys()]);
    const extension = kind === "ESM" ? "mjs" : "cjs";
    const loads = names.map((name) => (kind === "ESM" ? `await import("${name}");` : `require("${name}");`));
    await writeFile(this.resolve(`load.${extension}`), `${loads.join("\n")}\n`);
    await this.run(node, `load.${extension}`);
    requireOutput(
      `exchange.${extension}`,
      await this.run(node, `${compiledFolder}/exchange.${extension}`),
      exchangeOutput,
    );
  }
}

/** The folder of the compiled programs, in a project. */
export const compiledFolder = "compiled";

/** @throws {CommandError} if a program printed something else than expected */
export function requireOutput(program: string, actual: string, expected: string): void {
  if (actual.trim() !== expected.trim()) {
    throw new CommandError(
      `${program} printed ${JSON.stringify(actual.trim())}, expected ${JSON.stringify(expected.trim())}.`,
    );
  }
}
