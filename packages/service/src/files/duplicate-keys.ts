import { type LineProblem, maxProblems } from "./file-error.ts";

/**
 * Finds entries of a list whose key an earlier one has.
 *
 * @param describe - describes a duplicate, given its index and that of the first entry with its key
 * @returns the first problems, at most one more than an error lists
 */
export function findDuplicateKeys(
  keys: Iterable<string>,
  describe: (index: number, first: number) => LineProblem,
): LineProblem[] {
  const seen = new Map<string, number>();
  const problems: LineProblem[] = [];
  let index = 0;
  for (const key of keys) {
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, index);
    } else {
      problems.push(describe(index, first));
      if (problems.length > maxProblems) {
        break;
      }
    }
    index++;
  }
  return problems;
}
