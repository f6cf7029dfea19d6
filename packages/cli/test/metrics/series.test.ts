import { expect, test } from "vitest";
import { CounterSeries, DurationSeries, durationBounds } from "../../src/metrics/series.ts";

test("events are counted by labels", () => {
  const series = new CounterSeries();
  series.count("edge", "granted");
  series.count("edge", "refused");
  series.count("edge", "granted");
  expect([...series.entries]).toEqual([
    { labels: ["edge", "granted"], value: 2 },
    { labels: ["edge", "refused"], value: 1 },
  ]);
});

test("durations are counted in the first bucket whose bound they don't exceed", () => {
  const series = new DurationSeries();
  for (const seconds of [0.001, 0.9, 0.900001, 60]) {
    series.observe(seconds, "200");
  }
  const [entry] = series.entries;
  const counts = Object.fromEntries(durationBounds.map((bound, index) => [bound, entry?.buckets[index]]));
  expect(counts).toMatchObject({ 0.001: 1, 0.9: 1, 1: 1, 5: 0 });
  expect(entry).toMatchObject({ labels: ["200"], count: 4, sumSeconds: expect.closeTo(61.801001) });
});
