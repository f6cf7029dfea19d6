import { readFile, stat, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { blankMembers } from "./blank-members.ts";
import { isJsonAst } from "./json-models.ts";
import { listModels } from "./model-encoding.ts";
import type { ModelSource } from "./model-source.ts";

/**
 * Traits of published JSON ASTs that no package needs and that Smithy checks. Endpoint tests have cases for the partitions
 * of the day of their publication. Smoke tests have parameters whose shapes are not published.
 */
const unread: ReadonlySet<string> = new Set(["smithy.rules#endpointTests", "smithy.test#smokeTests"]);

/** A model without the traits that are not read. */
export interface ReadableSource extends ModelSource {
  /** The paths of the original files, by the paths of their copies. */
  readonly originals: ReadonlyMap<string, string>;
  /** What was left out, with the number of times. */
  readonly dropped: ReadonlyMap<string, number>;
}

/**
 * Replaces JSON ASTs that have traits which no package needs by copies without them.
 *
 * @param scratch - the absolute path of a folder for the copies
 */
export async function dropUnreadTraits(source: ModelSource, scratch: string): Promise<ReadableSource> {
  const originals = new Map<string, string>();
  const dropped = new Map<string, number>();
  const clean = async (paths: readonly string[]) => {
    const copies = paths.map((path) => copyPath(path, scratch, originals, dropped));
    return (await Promise.all(copies)).flat();
  };
  return {
    ...source,
    sources: await clean(source.sources),
    imports: await clean(source.imports),
    originals,
    dropped,
  };
}

/** Returns the path itself, or the files to read instead of it. */
async function copyPath(
  path: string,
  scratch: string,
  originals: Map<string, string>,
  dropped: Map<string, number>,
): Promise<string[]> {
  const files = await listModels(path);
  const jsons = files.filter((file) => file.endsWith(".json"));
  const copies = new Map<string, string>();
  for (const file of jsons) {
    const json = await readFile(file, "utf8");
    if (![...unread].some((name) => json.includes(`"${name}"`)) || !isJsonAst(json)) {
      continue;
    }
    const { text, found } = blankMembers(json, unread);
    const copy = join(scratch, `${originals.size}-${basename(file)}`);
    originals.set(copy, file);
    copies.set(file, copy);
    await writeFile(copy, text);
    for (const [name, count] of found) {
      dropped.set(name, (dropped.get(name) ?? 0) + count);
    }
  }
  if (copies.size === 0) {
    return [path];
  }
  const isFolder = (await stat(path)).isDirectory();
  const others = isFolder ? await keepModels(files.filter((file) => !copies.has(file))) : [];
  return [...copies.values(), ...others];
}

/** In a folder, Smithy ignores JSON that is not a model. Named as a file, it would be an error. */
async function keepModels(files: readonly string[]): Promise<string[]> {
  const kept = files.map(async (file) => !file.endsWith(".json") || isJsonAst(await readFile(file, "utf8")));
  const isKept = await Promise.all(kept);
  return files.filter((_, index) => isKept[index]);
}
