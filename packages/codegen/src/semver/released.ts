import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { lockPath, parseLock } from "../generate/lock.ts";
import type { JsonAst } from "../model/json-ast.ts";
import { root } from "../root.ts";
import { CommandError } from "../terminal/command-error.ts";
import { generatedPackages } from "./bump.ts";

/**
 * The files of the last release. They are outside of `model/`, because Smithy reads every file there.
 *
 * `model.json` is the model that `@eks-auth/types` was published with, byte for byte. `release.json` has the version and
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
export async function readRelease(): Promise<Release | undefined> {
  if (!Object.values(releaseFiles).some((path) => existsSync(join(root, path)))) {
    return undefined;
  }
  const model = (await readJson(releaseFiles.model)) as JsonAst;
  const { version, outputs } = (await readJson(releaseFiles.release)) as Partial<Release>;
  if (typeof version !== "string" || !(outputs instanceof Object) || !(model.shapes instanceof Object)) {
    throw damaged(model.shapes instanceof Object ? releaseFiles.release : releaseFiles.model);
  }
  return { version, model, outputs };
}

/** Records a release. */
export async function writeRelease(version: string, state: GeneratedState): Promise<void> {
  await mkdir(join(root, "released"), { recursive: true });
  await writeFile(join(root, releaseFiles.model), state.modelText);
  const release = `${JSON.stringify({ version, outputs: state.outputs }, null, 2)}\n`;
  await writeFile(join(root, releaseFiles.release), release);
}

async function readJson(path: string): Promise<object> {
  try {
    return JSON.parse(await readFile(join(root, path), "utf8"));
  } catch {
    throw damaged(path);
  }
}

function damaged(path: string): CommandError {
  return new CommandError(`${path} is missing or damaged. Restore it from the commit of the last release.`);
}

/** The path of the generated model, which is committed and published. */
export const generatedModel = "packages/types/src/gen/model.json";

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
export async function readGeneratedState(): Promise<GeneratedState> {
  const modelText = await readText(generatedModel);
  return { modelText, model: parseModel(modelText), outputs: await readOutputs() };
}

function parseModel(text: string): JsonAst {
  try {
    return JSON.parse(text);
  } catch {
    throw notGenerated(generatedModel);
  }
}

/** Generated tests are not published, so they are omitted. */
async function readOutputs(): Promise<Record<string, string>> {
  const lock = parseLock(await readText(lockPath));
  if (lock === undefined) {
    throw notGenerated(lockPath);
  }
  const published = Object.values(generatedPackages).map(({ folder }) => `${folder}/src/`);
  const outputs = Object.entries(lock.outputs);
  return Object.fromEntries(outputs.filter(([path]) => published.some((folder) => path.startsWith(folder))));
}

function readText(path: string): Promise<string> {
  return readFile(join(root, path), "utf8").catch(() => {
    throw notGenerated(path);
  });
}

function notGenerated(path: string): CommandError {
  return new CommandError(`${path} is missing or damaged. Run \`npm run generate\`.`);
}
