import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { createTarget, emitPackages, type JsonAst } from "@eks-auth/codegen";
import { buildModel, buildModels, type SmithyArtifacts, SmithyCli } from "@eks-auth/codegen/smithy";
import { codeOf, PhaseTimes } from "@eks-auth/codegen/terminal";
import { root } from "@eks-auth/test-kit/repository";
import { isSelected, type ZooOptions } from "./options.ts";
import type { ServiceResult } from "./result.ts";
import { type TypeCheck, TypeChecker } from "./type-checker.ts";

const scope = "@zoo";

/** The models of one run of Smithy. While it runs, the models of the run before are emitted and checked. */
const batchSize = 8;

/** A model of the folder. */
interface Model {
  readonly name: string;
  readonly file: string;
}

/**
 * Generates and checks the models of a folder.
 *
 * @returns one result for each model, in the order of their names
 * @throws {ToolUnavailableError} if there is no Java
 */
export async function* runZoo({ models, only, types }: ZooOptions): AsyncGenerator<ServiceResult> {
  const smithy = await SmithyCli.open(root);
  const names = (await readdir(models)).filter((name) => name.endsWith(".json")).sort();
  const selected = names
    .map((name) => ({ name: name.slice(0, -5), file: join(models, name) }))
    .filter(({ name }) => isSelected(name, only));
  const checker = types ? new TypeChecker() : undefined;
  const batches = Array.from({ length: Math.ceil(selected.length / batchSize) }, (_, index) =>
    selected.slice(index * batchSize, (index + 1) * batchSize),
  );
  let next = batches[0] && startBatch(smithy, batches[0]);
  for (const [index, batch] of batches.entries()) {
    const built = (await next) ?? [];
    const following = batches[index + 1];
    next = following && startBatch(smithy, following);
    for (const [position, model] of batch.entries()) {
      yield await attempt(smithy, model, built[position], checker);
    }
  }
}

/** The artifacts of a model, if it was built together with others. */
interface Built {
  readonly artifacts: SmithyArtifacts | undefined;
  readonly seconds: number;
}

async function startBatch(smithy: SmithyCli, batch: readonly Model[]): Promise<Built[]> {
  const start = performance.now();
  const artifacts = await buildModels(
    smithy,
    batch.map(({ file }) => requestFor(file)),
  );
  const seconds = (performance.now() - start) / 1000 / batch.length;
  return artifacts.map((it) => ({ artifacts: it, seconds }));
}

function requestFor(file: string) {
  return { model: file, service: undefined, openApi: true, clientPackage: `${scope}/client` };
}

async function attempt(
  smithy: SmithyCli,
  { name, file }: Model,
  built: Built | undefined,
  checker: TypeChecker | undefined,
): Promise<ServiceResult> {
  const start = performance.now();
  const seconds = () => (built?.seconds ?? 0) + (performance.now() - start) / 1000;
  if (!hasRestJson1(JSON.parse(await readFile(file, "utf8")))) {
    return { name, outcome: "not restJson1", reasons: [], typeErrors: undefined, seconds: seconds() };
  }
  let reasons: string[] = [];
  try {
    const artifacts = built?.artifacts ?? (await buildModel(smithy, requestFor(file)));
    for (const [outcome, patterns] of attempts) {
      try {
        const checked = await generate(artifacts, name, patterns, checker);
        const notes = [...reasons, ...(checked?.unchecked === undefined ? [] : [checked.unchecked])];
        return { name, outcome, reasons: notes, typeErrors: checked?.errors, seconds: seconds() };
      } catch (error) {
        reasons = explain(error);
      }
    }
  } catch (error) {
    reasons = explain(error);
  }
  return { name, outcome: "refused", reasons, typeErrors: undefined, seconds: seconds() };
}

/** In this order: the first that succeeds counts. */
const attempts = [
  ["published", "reject"],
  ["skip", "skip"],
] as const;

/** @returns the result of the type check, if there is one */
async function generate(
  artifacts: SmithyArtifacts,
  name: string,
  patterns: "reject" | "skip",
  checker: TypeChecker | undefined,
): Promise<TypeCheck | undefined> {
  const out = join(root, "build", "zoo", name);
  const target = createTarget({
    ...{ model: name, out, workFolder: root, scope },
    ...{ prefix: "", service: undefined, openApi: true, clients: true, patterns },
  });
  const { files } = await emitPackages(artifacts, target, new PhaseTimes());
  return checker?.check(files, out, scope);
}

function hasRestJson1({ shapes = {} }: Partial<JsonAst>): boolean {
  return Object.values(shapes).some(({ traits }) => traits?.["aws.protocols#restJson1"] !== undefined);
}

/** An error without a code is a bug of the generator, and refuses the model too. */
function explain(error: unknown): string[] {
  const { message, stack = "" } = error as Error;
  const lines = message.split("\n").filter((line) => line.trim() !== "");
  return codeOf(error) === undefined ? [`a bug: ${stack}`] : lines;
}
