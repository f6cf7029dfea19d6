import { type InputOptions, type OutputChunk, rolldown } from "rolldown";
import { budgets, separateBudgets } from "./budgets.ts";
import { nameChunk, numberNames } from "./chunk-names.ts";
import { type Chunk, type Entry, mergeChunks } from "./merge-chunks.ts";
import { findOrigin, isOfRepository } from "./module-origin.ts";

/** With source maps, licenses and the rest, the package has less than 150 files. */
const maxChunks = 64;

/** A chunk also has the statements that import and export what is between chunks. */
const shareOfModules = 0.95;

/**
 * Plans the chunks of a bundle, so that each command loads little more than it needs, from few files.
 *
 * @param input - what the bundle is made of
 * @returns the name of a module's chunk by the module's ID. Modules that only one entry needs have none: they are in its
 *   chunk
 */
export async function planChunks(input: InputOptions): Promise<ReadonlyMap<string, string>> {
  await using bundle = await rolldown({
    ...input,
    logLevel: "silent",
    experimental: { chunkOptimization: false },
  });
  const { output } = await bundle.generate({ format: "esm", comments: false });
  const chunks = new Map(
    output.flatMap((file) => (file.type === "chunk" ? [[file.fileName, file] as const] : [])),
  );
  const main = [...chunks.values()].find(
    ({ isDynamicEntry, name }) => isDynamicEntry && name === "main",
  )?.fileName;
  const shared = mergeChunks(
    [...chunks.values()].map((chunk) => describeChunk(chunk, main)),
    maxChunks,
  )
    .map((files) => files.flatMap((file) => chunks.get(file) ?? []))
    .filter(([largest]) => largest !== undefined && findKind(largest) !== undefined);
  const names = numberNames(shared.map(nameShared));
  return new Map(
    shared.flatMap((merged, index) => listModules(merged).map((id) => [id, names[index] ?? ""])),
  );
}

function nameShared(merged: readonly OutputChunk[]): string {
  const isMixed = merged.length > 1 && merged.some(isOfRepository);
  return isMixed ? "shared" : nameChunk(listModules(merged)[0] ?? "");
}

function describeChunk(chunk: OutputChunk, main: string | undefined): Chunk {
  const { fileName, imports, isEntry, isDynamicEntry, modules } = chunk;
  return {
    name: fileName,
    size: Object.values(modules).reduce((sum, { renderedLength }) => sum + renderedLength, 0),
    imports,
    entry: isEntry || isDynamicEntry ? describeEntry(chunk, main) : undefined,
    kind: findKind(chunk),
  };
}

function describeEntry({ facadeModuleId, isEntry, name }: OutputChunk, main: string | undefined): Entry {
  const maxBytes = isEntry ? separateBudgets[name] : budgets[nameChunk(facadeModuleId ?? "")];
  return {
    after: isEntry ? undefined : main,
    maxBytes: maxBytes === undefined ? undefined : maxBytes * shareOfModules,
  };
}

/**
 * What a chunk can be merged with. Entries stay as they are: a merged one would get an additional file for its exports.
 * Code of npm is kept apart, because it has no source maps, and so is the AWS SDK, which some commands never need.
 */
function findKind(chunk: OutputChunk): string | undefined {
  const origins = Object.keys(chunk.modules).map(findOrigin);
  if (chunk.isEntry || chunk.isDynamicEntry || origins.includes(undefined)) {
    return undefined;
  }
  if (isOfRepository(chunk)) {
    return "repository";
  }
  return origins.some((origin) => /^@(aws|aws-sdk|smithy)\//.test(origin?.packageName ?? ""))
    ? "AWS SDK"
    : "npm";
}

/** Lists the IDs of all modules, the largest first. */
function listModules(chunks: readonly OutputChunk[]): string[] {
  return chunks
    .flatMap(({ modules }) => Object.entries(modules))
    .sort(([, a], [, b]) => b.renderedLength - a.renderedLength)
    .map(([id]) => id);
}
