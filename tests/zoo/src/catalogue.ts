import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "@eks-auth/test-kit/repository";

/** A model of the catalogue, and what its generation must do. */
export interface ModelCase {
  /** The name of its folder in `models/`. */
  readonly name: string;
  /** The absolute path of that folder. */
  readonly folder: string;
  /** Options of the generator, in addition to `--model`, `--out` and `--scope`. */
  readonly options: readonly string[];
  /** Texts that the generator prints if it accepts the model. */
  readonly prints: readonly string[];
  /** Texts in the error; empty if the generator accepts the model. */
  readonly refused: readonly string[];
  /** Names of test files in the folder. They run in the server package, and can import `@acme/client`. */
  readonly tests: readonly string[];
}

/** Lists the models of the catalogue, sorted by name. */
export async function listCases(): Promise<ModelCase[]> {
  const models = join(root, "tests/zoo/models");
  const names = (await readdir(models)).sort();
  return Promise.all(names.map((name) => readCase(name, join(models, name))));
}

async function readCase(name: string, folder: string): Promise<ModelCase> {
  const file = join(folder, "case.json");
  const {
    options = [],
    prints = [],
    refused = [],
  } = existsSync(file) ? JSON.parse(await readFile(file, "utf8")) : {};
  const tests = (await readdir(folder)).filter((entry) => entry.endsWith(".test.ts"));
  return { name, folder, options, prints, refused, tests };
}
