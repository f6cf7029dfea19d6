/** The numbers of added and removed lines, as `git diff --numstat` counts them. */
export interface LineCount {
  readonly added: number;
  readonly removed: number;
}

/**
 * Counts the lines that differ between two states of some files.
 *
 * @param before - texts by path
 * @param after - texts by path; every line of a file that is only in one state counts
 */
export function countLines(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): LineCount {
  const paths = new Set([...before.keys(), ...after.keys()]);
  const counts = [...paths].map((path) => compare(linesOf(before.get(path)), linesOf(after.get(path))));
  return {
    added: counts.reduce((sum, { added }) => sum + added, 0),
    removed: counts.reduce((sum, { removed }) => sum + removed, 0),
  };
}

function linesOf(text = ""): string[] {
  return text === "" ? [] : text.replace(/\n$/, "").split("\n");
}

function compare(old: readonly string[], now: readonly string[]): LineCount {
  const edits = editDistance(old, now);
  const grown = now.length - old.length;
  return { added: (edits + grown) / 2, removed: (edits - grown) / 2 };
}

/**
 * Computes the smallest number of removed and added lines that turns one text into the other.
 *
 * @see https://doi.org/10.1007/BF01840446 Myers, An O(ND) difference algorithm
 */
function editDistance(old: readonly string[], now: readonly string[]): number {
  // The furthest line of the old text that each diagonal reaches.
  const furthest = new Map([[1, 0]]);
  for (let edits = 0; ; edits++) {
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const above = furthest.get(diagonal + 1) ?? -1;
      const left = furthest.get(diagonal - 1) ?? -1;
      let x = diagonal === -edits || (diagonal !== edits && left < above) ? above : left + 1;
      while (x < old.length && x - diagonal < now.length && old[x] === now[x - diagonal]) {
        x++;
      }
      furthest.set(diagonal, x);
      if (x >= old.length && x - diagonal >= now.length) {
        return edits;
      }
    }
  }
}
