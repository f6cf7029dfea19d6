import { type GlobLeaf, GlobNode } from "./glob-tree.ts";

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

/**
 * Whether a glob matches a text from a place on to its end. `*` stands for any characters and `?` for any one, but
 * neither for a `/`.
 *
 * Only the last `*` is ever tried anew, so it takes at most as many steps as the glob's length times the text's,
 * whatever the glob: there is no backtracking to blow up.
 *
 * @param from - where to begin in the text
 */
export function matchGlob(glob: string, text: string, from = 0): boolean {
  let wanted = 0;
  let at = from;
  let star = -1;
  let starEnd = from;
  while (at < text.length) {
    if (glob[wanted] === "*") {
      star = wanted++;
      starEnd = at;
    } else if (glob[wanted] === text[at] || (glob[wanted] === "?" && text[at] !== "/")) {
      wanted++;
      at++;
    } else if (star !== -1 && text[starEnd] !== "/") {
      wanted = star + 1;
      at = ++starEnd;
    } else {
      return false;
    }
  }
  while (glob[wanted] === "*") {
    wanted++;
  }
  return wanted === glob.length;
}
