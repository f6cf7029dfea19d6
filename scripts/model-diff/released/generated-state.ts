import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { JsonAst } from "../../codegen/model/json-ast.ts";
import { Failure } from "../../failure.ts";
import { lockPath, parseLock } from "../../generate/lock.ts";
import { root } from "../../root.ts";
import { generatedPackages } from "../packages.ts";

/** Where the model is in the form that is generated, committed and published. */
export const generatedModel = "packages/types/src/gen/model.json";

/** What the generated packages would be published with now. */
export interface GeneratedState {
  readonly modelText: string;
  readonly model: JsonAst;
  /** SHA-256 digests of the generated files that are published, by path. */
  readonly outputs: Readonly<Record<string, string>>;
}

/**
 * Reads what is generated and committed. It needs no Java; `npm run check-generated` sees to it that it is up to date.
 *
 * @throws Failure where the model or the lock is missing or can't be read
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

/** Tests are generated, too, and not published. */
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

function notGenerated(path: string): Failure {
  return new Failure(`${path} is missing, or is not what a generation wrote. Run \`npm run generate\`.`);
}
