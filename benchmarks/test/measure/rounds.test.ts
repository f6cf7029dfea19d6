import { expect, test } from "vitest";
import { measureInTurns, orderRound } from "../../src/measure/rounds.ts";

test("every item is first in some round, and in each round once", () => {
  const rounds = [0, 1, 2, 3, 4, 5].map((round) => orderRound(["a", "b", "c"], round));
  expect(new Set(rounds.map(([first]) => first))).toEqual(new Set(["a", "b", "c"]));
  for (const round of rounds) {
    expect(round.toSorted()).toEqual(["a", "b", "c"]);
  }
});

test("each item has a sample per round, in the order of the rounds", async () => {
  const samples = await measureInTurns(["a", "b"], 3, async (item, round) => `${item}${round}`);
  expect([...samples]).toEqual([
    ["a", ["a0", "a1", "a2"]],
    ["b", ["b0", "b1", "b2"]],
  ]);
});
