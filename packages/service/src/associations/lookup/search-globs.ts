import { type GlobLeaf, GlobNode } from "./glob-tree.ts";
import { matchGlob } from "./match-glob.ts";

/**
 * Finds the best of the globs that match a text. The time depends on the text's length and on the globs that agree
 * with the text's beginning, not on how many others there are; a branch that holds nothing better than what was
 * found already is left out.
 *
 * @param text - with one `/`, which no `*` and no `?` stands for
 * @returns the rank of the best, or `undefined` where none matches
 */
export function searchGlobs(root: GlobNode, text: string): number | undefined {
  const slash = text.indexOf("/");
  // A branch behind a `*` is reached at ascending places. What it matches from a later one, it matches from the
  // first, for the `*` stands for what lies between; so it is entered once.
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
      best = Math.min(best, node.own);
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
