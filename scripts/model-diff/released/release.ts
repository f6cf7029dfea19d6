import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { JsonAst } from "../../codegen/model/json-ast.ts";
import { Failure } from "../../failure.ts";
import { root } from "../../root.ts";
import type { GeneratedState } from "./generated-state.ts";

/**
 * What was released last. It is outside of `model/`, of which Smithy reads every file.
 *
 * `model.json` is the model that `@eks-auth/types` was published with, byte by byte. `release.json` has the version and
 * the digests of the published code that is generated. There is neither before the first release.
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
 * @returns `undefined` where there was none
 * @throws Failure where one of its files is missing or is not what {@link writeRelease} wrote
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

/** Writes down what is released with a version. */
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

function damaged(path: string): Failure {
  return new Failure(
    `${path} is missing, or is not what \`npm run version\` wrote. Take it from the commit of the last release.`,
  );
}
