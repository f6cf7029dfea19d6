import { expect, it } from "vitest";
import { RecentMap } from "../../../src/dev/faults/recent-map.ts";

it("forgets the oldest entry if there are too many", () => {
  const map = new RecentMap<number>(2);
  map.set("a", 1);
  map.set("b", 2);
  map.set("a", 3);
  expect([map.get("a"), map.get("b")]).toEqual([3, 2]);
  map.set("c", 4);
  expect([map.get("a"), map.get("b"), map.get("c")]).toEqual([undefined, 2, 4]);
});
