import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { root } from "../root.ts";
import { CommandError } from "../terminal/command-error.ts";

/** What a model is made of. */
export interface ModelSource {
  /** The absolute paths of its files and folders. */
  readonly sources: readonly string[];
  /** The absolute paths of models that it builds on. */
  readonly imports: readonly string[];
  /** The `maven` section of its smithy-build.json. */
  readonly maven: MavenSettings;
}

interface MavenSettings {
  readonly dependencies?: readonly string[];
  readonly [setting: string]: unknown;
}

/** What we read of a smithy-build.json: its projections and plugins are not ours to run. */
interface BuildFile {
  readonly sources?: readonly string[];
  readonly imports?: readonly string[];
  readonly maven?: MavenSettings;
}

/**
 * Finds what a model is made of: what the folder's smithy-build.json names, else all the `.smithy` files below it.
 *
 * @param folder - its absolute path
 * @throws CommandError where the folder isn't there, holds no model, or its smithy-build.json can't be read
 */
export async function readModelSource(folder: string): Promise<ModelSource> {
  if (!existsSync(folder)) {
    throw new CommandError(`There is no folder ${folder}. Name the one that holds the model.`);
  }
  const file = await readBuildFile(join(folder, "smithy-build.json"));
  const absolute = (paths: readonly string[]) => paths.map((path) => resolve(folder, path));
  return {
    sources: file.sources ? absolute(file.sources) : await listSmithyFiles(folder),
    imports: absolute(file.imports ?? []),
    maven: file.maven ?? {},
  };
}

async function readBuildFile(file: string): Promise<BuildFile> {
  if (!existsSync(file)) {
    return {};
  }
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch (error) {
    throw new CommandError(
      `${file} is not JSON: ${(error as Error).message}. Mend it; comments are not read.`,
    );
  }
}

async function listSmithyFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(".smithy"))
    .map((entry) => join(entry.parentPath, entry.name))
    // Smithy writes copies of a model to `build`.
    .filter((file) => !/(^|[\\/])(node_modules|build)[\\/]/.test(relative(folder, file)));
  if (files.length === 0) {
    throw new CommandError(`${folder} holds no .smithy file. Name the folder that holds the model.`);
  }
  return files.sort();
}

/** The absolute path of the folder that holds this repository's own model. */
export const ownModel: string = join(root, "model");
