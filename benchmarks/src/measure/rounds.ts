/**
 * Measures items in turns: once per round, each round in another order.
 *
 * @returns the samples of each item, by round
 */
export async function measureInTurns<Item, Sample>(
  items: readonly Item[],
  rounds: number,
  measure: (item: Item, round: number) => Promise<Sample>,
): Promise<Map<Item, Sample[]>> {
  const samples = new Map<Item, Sample[]>(items.map((item) => [item, []]));
  for (let round = 0; round < rounds; round++) {
    for (const item of orderRound(items, round)) {
      samples.get(item)?.push(await measure(item, round));
    }
  }
  return samples;
}

/**
 * Orders the items of a round, so that no item is always first or always after the same one: each round starts one item
 * later, and every second round is reversed.
 *
 * @param round - counted from 0
 */
export function orderRound<Item>(items: readonly Item[], round: number): Item[] {
  const start = round % Math.max(items.length, 1);
  const rotated = [...items.slice(start), ...items.slice(0, start)];
  return round % 2 === 0 ? rotated : rotated.reverse();
}
