import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { join, relative, sep } from "node:path";
import { listFiles } from "../files/list-files.ts";
import { packageFolder } from "../files/package-folder.ts";
import { findProjectFolder, modelFolder, type Project, settingsFile } from "../project/project.ts";
import { formatSettings } from "../project/settings.ts";
import { readModelSource } from "../smithy/model-source.ts";

/** The path of the lock from the folder of the project. */
export const lockPath = "generated.lock.json";

/** The libraries whose version affects the output. Those for Java are in the folder `toolchain`. */
const tools = ["@biomejs/biome", "@eslint-community/regexpp", "openapi-typescript", "typescript"];

/** The folders of this package that affect the output. */
const generatorSource =
  /^(toolchain|src\/(project|files|smithy|model|pattern|jmespath|print|emit|generate))\//;

/** The generator tries patterns with the runtime's engines, in the package next to it. */
const patternEngines = "../server-runtime/src/constraints";

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
 * @throws CommandError if the model can't be read
 */
export async function createLock(
  project: Project,
  outputs: ReadonlyMap<string, string>,
): Promise<GenerationLock> {
  const generator = await listGenerator(project.folder);
  const inputs = [...(await listModel(project)), ...generator.sources].map(
    async (path) => [path, digest(await readFile(join(project.folder, path)))] as const,
  );
  const settings = [settingsFile, digest(formatSettings(project.settings))] as const;
  const versions = tools.map((name) => [name, installedVersion(name)]);
  return {
    inputs: Object.fromEntries(
      [settings, ...(await Promise.all(inputs))].sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
    tools: Object.fromEntries([...generator.versions, ...versions]),
    outputs: Object.fromEntries([...outputs].map(([path, text]) => [path, digest(text)])),
  };
}

/** Lists the files of the model, as paths from the project's folder. */
async function listModel(project: Project): Promise<string[]> {
  const { sources, imports } = await readModelSource(modelFolder(project));
  const model = [
    project.settings.model,
    ...[...sources, ...imports].map((path) => relative(project.folder, path)),
  ];
  const lists = await Promise.all(model.map((path) => listSources(project.folder, path)));
  return [...new Set(lists.flat())];
}

/**
 * Finds what identifies the generator: its sources if they are in the repository of the project, as in this one, otherwise
 * its version. With the version, a change of the sources would have no effect.
 */
async function listGenerator(
  folder: string,
): Promise<{ readonly sources: readonly string[]; readonly versions: readonly [string, string][] }> {
  const own = relative(folder, packageFolder);
  if (!isInGeneratorRepository(folder)) {
    const { name, version } = JSON.parse(await readFile(join(packageFolder, "package.json"), "utf8"));
    return { sources: [], versions: [[name, version]] };
  }
  const files = [
    ...(await listSources(packageFolder, "src")),
    ...(await listSources(packageFolder, "toolchain")),
  ];
  const engines = await listSources(packageFolder, patternEngines);
  const sources = [...files.filter((path) => generatorSource.test(path)), ...engines];
  return { sources: sources.map((path) => join(own, path)), versions: [] };
}

/**
 * Whether a project and the sources of the generator are in one repository: the project of the generator contains both, and
 * neither is in a folder that git ignores.
 */
function isInGeneratorRepository(folder: string): boolean {
  const repository = findProjectFolder(packageFolder);
  return (
    repository !== undefined &&
    [folder, packageFolder].every((path) => {
      const inside = relative(repository, path);
      return !ignored.test(inside) && !inside.split(sep).includes("..");
    })
  );
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
 * @param folder - a path from the base, of a folder that can be missing, or of a file
 * @returns the files' paths from the base
 */
export async function listSources(base: string, folder: string): Promise<string[]> {
  const directory = join(base, folder);
  if (!existsSync(directory)) {
    return [];
  }
  if ((await stat(directory)).isFile()) {
    return [folder];
  }
  const files = await listFiles(directory);
  return files.filter((file) => !ignored.test(file)).map((file) => join(folder, file));
}
