import { type GlobLeaf, GlobNode } from "./glob-tree.ts";

/**
 * Finds the best of the globs that match a text. The time depends on the text's length and on the number of globs that
 * share its beginning, not on the number of all globs. Branches that hold nothing better than the current result are
 * skipped.
 *
 * @param text - with one `/`, which neither `*` nor `?` matches
 * @returns the rank of the best glob, or undefined if none matches
 */
export function searchGlobs(root: GlobNode, text: string): number | undefined {
  const slash = text.indexOf("/");
  // A branch after a `*` is reached at ascending positions. What it matches from a later one, it also matches from the
  // first, because the `*` can match the characters between them. So each is entered only once.
  const entered = new Set<GlobNode | GlobLeaf>();
  let best = Number.POSITIVE_INFINITY;

  function visit(branch: GlobNode | GlobLeaf, at: number): void {
    if (branch.rank >= best) {
      return;
    }
    if (branch instanceof GlobNode) {
      visitNode(branch, at);
    } else if (branch.rest === "") {
      best = at === text.length ? branch.rank : best;
    } else if (!entered.has(branch)) {
      entered.add(branch);
      best = matchGlob(branch.rest, text, at) ? branch.rank : best;
    }
  }

  function visitNode(node: GlobNode, at: number): void {
    if (at === text.length) {
      best = Math.min(best, node.endRank);
    }
    node.eachLiteral(text, at, slash, visit);
    if (node.one !== undefined && at < text.length && at !== slash) {
      visit(node.one, at + 1);
    }
    if (node.many !== undefined && !entered.has(node.many)) {
      entered.add(node.many);
      const end = at <= slash ? slash : text.length;
      for (let next = at; next <= end; next++) {
        visit(node.many, next);
      }
    }
  }

  visit(root, 0);
  return best === Number.POSITIVE_INFINITY ? undefined : best;
}

/**
 * Whether a glob matches a text from a position to its end. `*` matches any characters and `?` any one, but neither
 * matches a separator.
 *
 * Only the last `*` is extended after a mismatch, so there is no backtracking: the number of steps is at most the length
 * of the glob times that of the text.
 *
 * @param from - the position in the text
 * @param separator - one character
 */
export function matchGlob(glob: string, text: string, from = 0, separator = "/"): boolean {
  let inGlob = 0;
  let inText = from;
  let star = -1;
  let starEnd = from;
  while (inText < text.length) {
    if (glob[inGlob] === "*") {
      star = inGlob++;
      starEnd = inText;
    } else if (glob[inGlob] === text[inText] || (glob[inGlob] === "?" && text[inText] !== separator)) {
      inGlob++;
      inText++;
    } else if (star !== -1 && text[starEnd] !== separator) {
      inGlob = star + 1;
      inText = ++starEnd;
    } else {
      return false;
    }
  }
  while (glob[inGlob] === "*") {
    inGlob++;
  }
  return inGlob === glob.length;
}
