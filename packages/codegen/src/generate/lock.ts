import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join, relative } from "node:path";
import { root } from "../root.ts";

/** The file that holds the lock, from the root. */
export const lockPath = "generated.lock.json";

/** The libraries whose version decides what is generated. Those of Java stand in pom.xml and smithy-build.json. */
const tools = ["@biomejs/biome", "@eslint-community/regexpp", "openapi-typescript", "typescript"];

/** The folders whose code decides what is generated: not commands, versions and settings. */
const generatorSource = /^packages\/codegen\/src\/(files|smithy|model|pattern|print|emit|generate)\//;

/** What went into the last generation and what came out: SHA-256 digests by path, and versions by package. */
export interface GenerationLock {
  readonly inputs: Readonly<Record<string, string>>;
  readonly tools: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
}

/**
 * Takes the digests of all that decides what is generated, and of the files given.
 *
 * @param outputs - the generated files' texts by path
 */
export async function makeLock(outputs: ReadonlyMap<string, string>): Promise<GenerationLock> {
  const sources = [
    ...(await listFiles(root, "model")),
    ...(await listFiles(root, "packages/codegen/src")).filter((path) => generatorSource.test(path)),
    // The generator tries a pattern with the runtime's own engine.
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

/** Writes a lock down as the committed file has it. */
export function renderLock(lock: GenerationLock): string {
  return `${JSON.stringify(lock, null, 2)}\n`;
}

/** Reads a lock that {@link renderLock} wrote; `undefined` where the text is not one, after a bad merge perhaps. */
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
 * Lists the files below a folder, in order.
 *
 * @param base - an absolute path
 * @param folder - from the base; it need not be there
 * @returns their paths from the base
 */
export async function listFiles(base: string, folder: string): Promise<string[]> {
  const directory = join(base, folder);
  if (!existsSync(directory)) {
    return [];
  }
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const paths = files.map((entry) => relative(base, join(entry.parentPath, entry.name)));
  return paths.filter((path) => !ignored.test(path)).toSorted();
}
