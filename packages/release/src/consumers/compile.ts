import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { run } from "../process/run.ts";

/** How a TypeScript user's project finds modules. */
export const resolutions = ["node16", "nodenext", "bundler"] as const;

export type Resolution = (typeof resolutions)[number];

/** What to compile, and how. */
export interface Compilation {
  /** The absolute path of the project. */
  readonly project: string;
  /** The absolute path of the compiler's package. */
  readonly compiler: string;
  readonly resolution: Resolution;
  /** A file of the project's. */
  readonly program: string;
  /** The folder to write JavaScript to, from the project; nothing is written unless given. */
  readonly output?: string;
}

/**
 * Compiles a program, and checks every declaration that it brings in.
 *
 * @throws CommandError with the compiler's messages
 */
export async function compile(compilation: Compilation): Promise<void> {
  const { project, compiler, resolution, program, output } = compilation;
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
  const tsconfig = join(project, `tsconfig.${resolution}.${program}.json`);
  await writeFile(tsconfig, JSON.stringify({ compilerOptions, files: [program] }));
  await run(process.execPath, [join(compiler, "bin/tsc"), "-p", tsconfig], { cwd: project });
}
