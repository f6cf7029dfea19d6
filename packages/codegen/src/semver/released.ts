import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { lockPath, parseLock } from "../generate/lock.ts";
import type { JsonAst } from "../model/json-ast.ts";
import type { Project } from "../project/project.ts";
import { CommandError } from "../terminal/command-error.ts";
import { packageFolderOf, packageKeysOf } from "./bump.ts";

/**
 * The files of the last release, from the folder of the project. They are outside of `model/`, because Smithy reads every file there.
 *
 * `model.json` is the model that the types package was published with, byte for byte. `release.json` has the version and
 * the digests of the published generated code. Neither exists before the first release.
 */
export const releaseFiles = { model: "released/model.json", release: "released/release.json" } as const;

/** The last release of the generated packages. */
export interface Release {
  readonly version: string;
  readonly model: JsonAst;
  /** SHA-256 digests of the generated files that were published, by path. */
  readonly outputs: Readonly<Record<string, string>>;
}

/**
 * Reads the last release.
 *
 * @returns the release, or `undefined` if there was none
 * @throws CommandError if one of its files is missing or damaged
 */
export async function readRelease(project: Project): Promise<Release | undefined> {
  if (!Object.values(releaseFiles).some((path) => existsSync(join(project.folder, path)))) {
    return undefined;
  }
  const model = (await readJson(project, releaseFiles.model)) as JsonAst;
  const { version, outputs } = (await readJson(project, releaseFiles.release)) as Partial<Release>;
  if (typeof version !== "string" || !(outputs instanceof Object) || !(model.shapes instanceof Object)) {
    throw damaged(model.shapes instanceof Object ? releaseFiles.release : releaseFiles.model);
  }
  return { version, model, outputs };
}

/** Records a release. */
export async function writeRelease(
  { folder }: Project,
  version: string,
  state: GeneratedState,
): Promise<void> {
  await mkdir(join(folder, "released"), { recursive: true });
  await writeFile(join(folder, releaseFiles.model), state.modelText);
  const release = `${JSON.stringify({ version, outputs: state.outputs }, null, 2)}\n`;
  await writeFile(join(folder, releaseFiles.release), release);
}

async function readJson({ folder }: Project, path: string): Promise<object> {
  try {
    return JSON.parse(await readFile(join(folder, path), "utf8"));
  } catch {
    throw damaged(path);
  }
}

function damaged(path: string): CommandError {
  return new CommandError(`${path} is missing or damaged. Restore it from the commit of the last release.`);
}

/** The path of the generated model, which is committed and published, from the folder of the project. */
export function generatedModel(project: Project): string {
  return join(packageFolderOf(project, "types"), "src/gen/model.json");
}

/** The generated model and code as they would be published now. */
export interface GeneratedState {
  readonly modelText: string;
  readonly model: JsonAst;
  /** SHA-256 digests of the generated files that are published, by path. */
  readonly outputs: Readonly<Record<string, string>>;
}

/**
 * Reads the generated files that are committed. It needs no Java; `npm run check-generated` checks that they are up to
 * date.
 *
 * @throws CommandError if the model or the lock is missing or damaged
 */
export async function readGeneratedState(project: Project): Promise<GeneratedState> {
  const modelPath = generatedModel(project);
  const modelText = await readText(project, modelPath);
  return { modelText, model: parseModel(project, modelText, modelPath), outputs: await readOutputs(project) };
}

function parseModel(project: Project, text: string, path: string): JsonAst {
  try {
    return JSON.parse(text);
  } catch {
    throw notGenerated(project, path);
  }
}

/** Generated tests are not published, so they are omitted. */
async function readOutputs(project: Project): Promise<Record<string, string>> {
  const lock = parseLock(await readText(project, lockPath));
  if (lock === undefined) {
    throw notGenerated(project, lockPath);
  }
  const published = packageKeysOf(project).map((key) => `${packageFolderOf(project, key)}/src/`);
  const outputs = Object.entries(lock.outputs);
  return Object.fromEntries(outputs.filter(([path]) => published.some((folder) => path.startsWith(folder))));
}

function readText(project: Project, path: string): Promise<string> {
  return readFile(join(project.folder, path), "utf8").catch(() => {
    throw notGenerated(project, path);
  });
}

function notGenerated({ commandLine }: Project, path: string): CommandError {
  return new CommandError(`${path} is missing or damaged. Run \`${commandLine("generate")}\`.`);
}
