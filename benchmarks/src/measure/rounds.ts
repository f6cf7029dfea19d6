/**
 * Orders what is measured in turns, so that nothing always runs first or always behind the same neighbour: each round
 * starts one further, and every other round runs backwards.
 *
 * @param round - counted from 0
 */
export function orderRound<T>(items: readonly T[], round: number): T[] {
  const start = round % Math.max(items.length, 1);
  const rotated = [...items.slice(start), ...items.slice(0, start)];
  return round % 2 === 0 ? rotated : rotated.reverse();
}
