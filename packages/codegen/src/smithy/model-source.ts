import { isUtf8 } from "node:buffer";
import { existsSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { listFiles } from "../files/list-files.ts";
import { CommandError } from "../terminal/command-error.ts";
import { listJsonModels } from "./json-models.ts";
import { requireUtf8File, requireUtf8Models } from "./model-encoding.ts";

/** The files and settings of a model. */
export interface ModelSource {
  /** The absolute paths of its files and folders. */
  readonly sources: readonly string[];
  /** The absolute paths of models that it depends on. */
  readonly imports: readonly string[];
  /** The `maven` section of its smithy-build.json. */
  readonly maven: MavenSettings;
}

interface MavenSettings {
  readonly dependencies?: readonly string[];
  readonly [setting: string]: unknown;
}

/** The parts of a smithy-build.json that are read. Its projections and plugins are not run. */
interface BuildFile {
  readonly sources?: readonly string[];
  readonly imports?: readonly string[];
  readonly maven?: MavenSettings;
}

/**
 * Finds the files of a model: those that the folder's smithy-build.json lists, or else all `.smithy` files in the folder, or
 * else all JSON ASTs.
 *
 * @param folder - the absolute path of the folder, or of the model's only file
 * @throws CommandError if it doesn't exist or has no model, its smithy-build.json can't be read, or a file has an
 *   encoding that Smithy doesn't accept
 */
export async function readModelSource(folder: string): Promise<ModelSource> {
  requireModelFolder(folder);
  if ((await stat(folder)).isFile()) {
    await requireUtf8Models([folder]);
    return { sources: [folder], imports: [], maven: {} };
  }
  const file = await readBuildFile(join(folder, "smithy-build.json"));
  const absolute = (paths: readonly string[]) => paths.map((path) => resolve(folder, path));
  const source = {
    sources: file.sources ? absolute(file.sources) : await listModelFiles(folder),
    imports: absolute(file.imports ?? []),
    maven: file.maven ?? {},
  };
  await requireUtf8Models([...source.sources, ...source.imports]);
  return source;
}

/** @throws CommandError if the folder of a model doesn't exist */
export function requireModelFolder(folder: string): void {
  if (!existsSync(folder)) {
    throw new CommandError(
      `The folder ${folder} doesn't exist. Pass the folder of the model, or set \`model\` in codegen.json.`,
    );
  }
}

async function readBuildFile(file: string): Promise<BuildFile> {
  if (!existsSync(file)) {
    return {};
  }
  const content = await readFile(file);
  if (!isUtf8(content) || content.includes(0)) {
    await requireUtf8File(file);
  }
  try {
    // This decoder skips a byte order mark.
    return JSON.parse(new TextDecoder().decode(content));
  } catch (error) {
    throw new CommandError(
      `${file} is not valid JSON: ${(error as Error).message}. Fix it; comments are not supported.`,
    );
  }
}

/** The `.smithy` files of a folder without a list of sources. If it has none, its JSON ASTs. */
async function listModelFiles(folder: string): Promise<string[]> {
  const files = (await listFiles(folder))
    .filter((file) => file.endsWith(".smithy"))
    // Smithy writes copies of the model to `build`.
    .filter((file) => !/(^|[\\/])(node_modules|build)[\\/]/.test(file));
  if (files.length > 0) {
    return files.map((file) => join(folder, file));
  }
  const models = await listJsonModels(folder);
  if (models.length === 0) {
    throw new CommandError(
      `${folder} has no .smithy file and no JSON AST. Pass the folder of the model, or list its files in \`sources\` in ${join(folder, "smithy-build.json")}.`,
    );
  }
  await requireUtf8Models(models);
  return models;
}
