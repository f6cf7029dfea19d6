import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { listFiles } from "../files/work-folder.ts";
import { root } from "../root.ts";

/** The path of the lock from the root. */
export const lockPath = "generated.lock.json";

/** The libraries whose version affects the output. Those for Java are in pom.xml and smithy-build.json. */
const tools = ["@biomejs/biome", "@eslint-community/regexpp", "openapi-typescript", "typescript"];

/** The folders whose code affects the output. */
const generatorSource = /^packages\/codegen\/src\/(files|smithy|model|pattern|print|emit|generate)\//;

/** The inputs and outputs of the last generation: SHA-256 digests by path, and versions by package. */
export interface GenerationLock {
  readonly inputs: Readonly<Record<string, string>>;
  readonly tools: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
}

/**
 * Creates a lock from the current inputs and the given outputs.
 *
 * @param outputs - the generated files' texts by path
 */
export async function createLock(outputs: ReadonlyMap<string, string>): Promise<GenerationLock> {
  const sources = [
    ...(await listSources(root, "model")),
    ...(await listSources(root, "packages/codegen/src")).filter((path) => generatorSource.test(path)),
    // The generator tries patterns with the runtime's engine.
    "packages/server-runtime/src/constraints/linear-pattern.ts",
    "biome.json",
  ];
  const inputs = sources.map(async (path) => [path, digest(await readFile(join(root, path)))] as const);
  return {
    inputs: Object.fromEntries(await Promise.all(inputs)),
    tools: Object.fromEntries(tools.map((name) => [name, installedVersion(name)])),
    outputs: Object.fromEntries([...outputs].map(([path, text]) => [path, digest(text)])),
  };
}

/** Formats a lock as the committed file. */
export function renderLock(lock: GenerationLock): string {
  return `${JSON.stringify(lock, null, 2)}\n`;
}

/** Parses a lock, or returns `undefined` if the text is not a lock, for example after a bad merge. */
export function parseLock(text: string): GenerationLock | undefined {
  try {
    const { inputs, tools, outputs } = JSON.parse(text);
    return [inputs, tools, outputs].every((part) => part instanceof Object)
      ? { inputs, tools, outputs }
      : undefined;
  } catch {
    return undefined;
  }
}

function installedVersion(name: string): string {
  return createRequire(import.meta.url)(`${name}/package.json`).version;
}

function digest(content: string | Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}

const ignored = /(^|\/)(node_modules|dist|build|\.turbo|\.reports)(\/|$)/;

/**
 * Lists the sources in a folder and its subfolders, sorted.
 *
 * @param base - an absolute path
 * @param folder - a path from the base; the folder can be missing
 * @returns the files' paths from the base
 */
export async function listSources(base: string, folder: string): Promise<string[]> {
  const directory = join(base, folder);
  const files = existsSync(directory) ? await listFiles(directory) : [];
  return files.map((file) => join(folder, file)).filter((path) => !ignored.test(path));
}
