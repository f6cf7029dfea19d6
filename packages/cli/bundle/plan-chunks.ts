import { type InputOptions, type OutputChunk, rolldown } from "rolldown";
import { nameChunk, numberNames } from "./chunk-names.ts";
import { type Chunk, mergeChunks } from "./merge-chunks.ts";
import { findOrigin, isOfRepository } from "./module-origin.ts";

/** With source maps, licenses and the rest, the package has less than 150 files. */
const limits = { maxChunks: 64, maxAddedBytes: 1_400_000 };

/** What counts most: help loads only the start; the service and the agent are started most, and some commands stay small. */
const weights: Readonly<Record<string, number>> = {
  main: 1000,
  commands: 200,
  "serve-run-serve": 20,
  "agent-run-agent": 20,
  "doctor-run-doctor": 30,
  "exec-run-exec": 10,
  "service-associations-association-worker": 20,
};

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
  const { output } = await bundle.generate({ format: "esm" });
  const chunks = new Map(
    output.flatMap((file) => (file.type === "chunk" ? [[file.fileName, file] as const] : [])),
  );
  const shared = mergeChunks([...chunks.values()].map(describeChunk), limits)
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

function describeChunk(chunk: OutputChunk): Chunk {
  const { fileName, imports, isEntry, isDynamicEntry, facadeModuleId, modules } = chunk;
  return {
    name: fileName,
    size: Object.values(modules).reduce((sum, { renderedLength }) => sum + renderedLength, 0),
    imports,
    weight: isEntry || isDynamicEntry ? (weights[nameChunk(facadeModuleId ?? "")] ?? 1) : 0,
    kind: findKind(chunk),
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
