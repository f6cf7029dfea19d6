import { type GlobLeaf, GlobNode } from "./glob-tree.ts";

/** How a search chooses, and when it gives up. */
export interface SearchOptions {
  /** Whether the first of two ranks with the same integer part is better; by default the lower one is. */
  readonly isBetter?: (rank: number, best: number) => boolean;
  /** How many characters can be compared, about; by default any number. */
  readonly maxSteps?: number;
  /** Ends the search, with an error, because it needs more steps. */
  readonly onLimit?: () => never;
}

/** Counts comparisons of characters. */
export interface StepCounter {
  steps: number;
}

/** The price of a branch, and of each shape of the literals in it, in steps. */
const stepsOfBranch = 30;
const stepsOfShape = 5;

/**
 * Finds the best of the globs that match a text. The time depends on the text's length and on the number of globs that
 * share its beginning, not on the number of all globs. Branches that hold nothing better than the current result are
 * skipped. Globs that were written to be slow can take 60 µs each.
 *
 * @param text - a `/` in it is matched by neither `*` nor `?`; it has at most one
 * @returns the rank of the best glob, or undefined if none matches
 */
export function searchGlobs(
  root: GlobNode,
  text: string,
  { isBetter = isLower, maxSteps = Number.POSITIVE_INFINITY, onLimit }: SearchOptions = {},
): number | undefined {
  const slash = text.indexOf("/");
  // A branch after a `*` is reached at ascending positions. What it matches from a later one, it also matches from the
  // first, because the `*` can match the characters between them. So each is entered only once.
  const entered = new Set<GlobNode | GlobLeaf>();
  let best = Number.POSITIVE_INFINITY;
  let limit = best;
  let steps = 0;

  function take(rank: number): void {
    // Below the limit, it is as good as the best one, or better.
    if (rank < limit && (rank < limit - 1 || isBetter(rank, best))) {
      best = rank;
      limit = Math.floor(rank) + 1;
    }
  }

  function visit(branch: GlobNode | GlobLeaf, at: number): void {
    if (branch.rank >= limit) {
      return;
    }
    steps += stepsOfBranch;
    if (steps > maxSteps) {
      onLimit?.();
    }
    if (branch instanceof GlobNode) {
      visitNode(branch, at);
    } else if (branch.rest === "") {
      if (at === text.length) {
        take(branch.rank);
      }
    } else if (!entered.has(branch)) {
      entered.add(branch);
      steps += branch.rest.length * (text.length - at);
      if (matchGlob(branch.rest, text, at)) {
        take(branch.rank);
      }
    }
  }

  function visitNode(node: GlobNode, at: number): void {
    steps += node.shapeCount * stepsOfShape;
    if (at === text.length) {
      take(node.endRank);
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

function isLower(rank: number, best: number): boolean {
  return rank < best;
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
 * @param counter - its `steps` grow by one for each comparison of a character
 */
export function matchGlob(
  glob: string,
  text: string,
  from = 0,
  separator = "/",
  counter?: StepCounter,
): boolean {
  let inGlob = 0;
  let inText = from;
  let star = -1;
  let starEnd = from;
  let steps = 0;
  let canMatch = true;
  while (canMatch && inText < text.length) {
    steps++;
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
      canMatch = false;
    }
  }
  if (counter !== undefined) {
    counter.steps += steps;
  }
  while (glob[inGlob] === "*") {
    inGlob++;
  }
  return canMatch && inGlob === glob.length;
}
