/** A chunk of a bundle. */
export interface Chunk {
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  /** The names of the chunks that are loaded with it. */
  readonly imports: readonly string[];
  /** What is known of it if it is loaded by itself: the program's start, or an `import()`. */
  readonly entry?: Entry | undefined;
  /** Only chunks of the same kind are merged; without a kind, it stays as it is. */
  readonly kind: string | undefined;
}

/** A chunk that is loaded by itself. */
export interface Entry {
  /** The name of another entry, without its imports, that is always loaded before it. */
  readonly after?: string | undefined;
  /** How many bytes merges can make it load in all, with what is loaded before it. Default: any number. */
  readonly maxBytes?: number | undefined;
}

/** Chunks that become one. */
interface Group {
  /** Of its largest chunk. */
  readonly name: string;
  readonly names: readonly string[];
  readonly size: number;
  readonly imports: ReadonlySet<string>;
  readonly kind: string | undefined;
}

/** The groups by the names of their chunks. */
type Groups = ReadonlyMap<string, Group>;

type EntryChunk = Pick<Chunk, "name"> & { readonly entry: Entry };

/** An entry with a limit that it keeps before any merge. */
type LimitedEntry = Pick<Chunk, "name"> & { readonly entry: Entry & { readonly maxBytes: number } };

/**
 * Merges the smallest chunks with others until there are few enough, or no merge keeps the limits of the entries. Each is
 * merged with the one that adds the fewest bytes to what the entries load, above all those with limits.
 *
 * @returns the names of the chunks in each new chunk, the largest first
 */
export function mergeChunks(chunks: readonly Chunk[], maxChunks: number): string[][] {
  let groups: Groups = new Map(
    chunks.map((chunk) => [chunk.name, { ...chunk, names: [chunk.name], imports: new Set(chunk.imports) }]),
  );
  const entries = chunks.flatMap(({ name, entry }) =>
    entry === undefined ? [] : [keepWhatItLoads(groups, { name, entry })],
  );
  for (let count = chunks.length; count > maxChunks; count--) {
    const merged = mergeSmallest(groups, entries);
    if (merged === undefined) {
      break;
    }
    groups = merged;
  }
  return [...new Set(groups.values())].map(({ name, names }) => [
    name,
    ...names.filter((other) => other !== name),
  ]);
}

/** @returns undefined if no two chunks can be merged */
function mergeSmallest(groups: Groups, entries: readonly LimitedEntry[]): Groups | undefined {
  const sorted = [...new Set(groups.values())]
    .filter(({ kind }) => kind !== undefined)
    .sort((a, b) => a.size - b.size || (a.name < b.name ? -1 : 1));
  for (const [index, smallest] of sorted.entries()) {
    const best = sorted
      .slice(index + 1)
      .filter(({ kind }) => kind === smallest.kind)
      .map((other) => merge(groups, smallest, other))
      .map((merged) => ({ merged, cost: sumLoaded(merged, entries) }))
      .filter(({ cost }) => cost < Number.POSITIVE_INFINITY)
      .sort((a, b) => a.cost - b.cost)
      .find(({ merged }) => !hasCircle(merged));
    if (best !== undefined) {
      return best.merged;
    }
  }
  return undefined;
}

function merge(groups: Groups, small: Group, large: Group): Groups {
  const group: Group = {
    ...large,
    names: [...large.names, ...small.names],
    size: large.size + small.size,
    imports: new Set([...large.imports, ...small.imports]),
  };
  return new Map([...groups, ...group.names.map((name): [string, Group] => [name, group])]);
}

/** How much more a byte counts for an entry with a limit. Each merge leaves it less room for the next ones. */
const limitedWeight = 10;

/** Adds up what all entries load, in weighted bytes. @returns infinity if an entry loads more than its limit */
function sumLoaded(groups: Groups, entries: readonly LimitedEntry[]): number {
  return entries.reduce((sum, chunk) => {
    const bytes = countLoaded(groups, chunk);
    const isLimited = Number.isFinite(chunk.entry.maxBytes);
    const cost = isLimited ? bytes * limitedWeight : bytes;
    return sum + (bytes > chunk.entry.maxBytes ? Number.POSITIVE_INFINITY : cost);
  }, 0);
}

/** Raises the limit of an entry that exceeds it without any merge, which would stop all merges. */
function keepWhatItLoads(groups: Groups, chunk: EntryChunk): LimitedEntry {
  const { maxBytes = Number.POSITIVE_INFINITY } = chunk.entry;
  return { ...chunk, entry: { ...chunk.entry, maxBytes: Math.max(maxBytes, countLoaded(groups, chunk)) } };
}

function countLoaded(groups: Groups, { name, entry }: EntryChunk): number {
  const loaded = listLoaded(groups, groups.get(name));
  if (entry.after !== undefined) {
    listLoaded(groups, groups.get(entry.after), loaded);
  }
  return [...loaded].reduce((bytes, { size }) => bytes + size, 0);
}

/** Lists a group and everything that is loaded with it. */
function listLoaded(groups: Groups, group: Group | undefined, loaded: Set<Group> = new Set()): Set<Group> {
  if (group !== undefined && !loaded.has(group)) {
    loaded.add(group);
    for (const name of group.imports) {
      listLoaded(groups, groups.get(name), loaded);
    }
  }
  return loaded;
}

/** Whether a chunk needs another that needs it. Modules of such chunks could run before what they use. */
function hasCircle(groups: Groups): boolean {
  const done = new Set<Group>();
  const path = new Set<Group>();
  function isInCircle(group: Group): boolean {
    if (path.has(group)) {
      return true;
    }
    if (done.has(group)) {
      return false;
    }
    path.add(group);
    const needed = new Set([...group.imports].map((name) => groups.get(name)));
    const found = [...needed].some((next) => next !== undefined && next !== group && isInCircle(next));
    path.delete(group);
    done.add(group);
    return found;
  }
  return [...groups.values()].some(isInCircle);
}
