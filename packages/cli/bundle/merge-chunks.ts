/** A chunk of a bundle. */
export interface Chunk {
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  /** The names of the chunks that are loaded with it. */
  readonly imports: readonly string[];
  /** How much each byte counts that is loaded with it, if it is an entry: the program's start, or an `import()`. Else 0. */
  readonly weight: number;
  /** Only chunks of the same kind are merged; without a kind, it stays as it is. */
  readonly kind: string | undefined;
}

/** When to stop. */
export interface MergeLimits {
  readonly maxChunks: number;
  /** How many bytes a merge can add to what all entries load, weighted. */
  readonly maxAddedBytes: number;
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

/** A chunk that is loaded by itself. */
type Entry = Pick<Chunk, "name" | "weight">;

/**
 * Merges the smallest chunks with others until there are few enough, or no merge is within the limits. Each is merged
 * with the one that adds the fewest bytes to what the entries load.
 *
 * @returns the names of the chunks in each new chunk, the largest first
 */
export function mergeChunks(chunks: readonly Chunk[], { maxChunks, maxAddedBytes }: MergeLimits): string[][] {
  const entries = chunks.filter(({ weight }) => weight > 0);
  let groups: Groups = new Map(
    chunks.map((chunk) => [chunk.name, { ...chunk, names: [chunk.name], imports: new Set(chunk.imports) }]),
  );
  for (let count = chunks.length; count > maxChunks; count--) {
    const merged = mergeSmallest(groups, entries, maxAddedBytes);
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
function mergeSmallest(groups: Groups, entries: readonly Entry[], maxAddedBytes: number): Groups | undefined {
  const maxCost = sumLoaded(groups, entries) + maxAddedBytes;
  const sorted = [...new Set(groups.values())]
    .filter(({ kind }) => kind !== undefined)
    .sort((a, b) => a.size - b.size || (a.name < b.name ? -1 : 1));
  for (const [index, smallest] of sorted.entries()) {
    const best = sorted
      .slice(index + 1)
      .filter(({ kind }) => kind === smallest.kind)
      .map((other) => merge(groups, smallest, other))
      .map((merged) => ({ merged, cost: sumLoaded(merged, entries) }))
      .filter(({ cost }) => cost <= maxCost)
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

/** Adds up what all entries load, in bytes. */
function sumLoaded(groups: Groups, entries: readonly Entry[]): number {
  return entries.reduce((sum, { name, weight }) => {
    const loaded = [...listLoaded(groups, groups.get(name))];
    return sum + weight * loaded.reduce((bytes, { size }) => bytes + size, 0);
  }, 0);
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
