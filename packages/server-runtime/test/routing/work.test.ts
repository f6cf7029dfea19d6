import { expect, test, vi } from "vitest";
import { createRouter, type OperationRoute } from "../../src/index.ts";
import { RequestPath } from "../../src/routing/request-path.ts";

/** Counts how often a search looks for a segment in the path, which is what it does at each node. */
function countSearches(operations: readonly OperationRoute<string>[], path: string): number {
  const route = createRouter(operations);
  const spies = [vi.spyOn(RequestPath.prototype, "segmentEnd"), vi.spyOn(RequestPath.prototype, "endBefore")];
  try {
    // No pattern has this method, so the search visits all that match.
    route("PATCH", path, "");
    return spies.reduce((sum, spy) => sum + spy.mock.calls.length, 0);
  } finally {
    for (const spy of spies) {
      spy.mockRestore();
    }
  }
}

/** Operations on resources, as many services have them. */
function resources(count: number): OperationRoute<string>[] {
  return Array.from({ length: count }, (_, index): OperationRoute<string>[] => [
    [`List${index}`, "GET", `/things${index}`],
    [`Get${index}`, "GET", `/things${index}/{id}`],
    [`GetPart${index}`, "GET", `/things${index}/{id}/parts/{part}`],
    [`GetFile${index}`, "GET", `/things${index}/{id}/files/{path+}`],
  ]).flat();
}

test("the number of operations makes no difference", () => {
  for (const path of ["/things7/a/parts/b", "/things7/a/files/b/c", "/things7", "/nothing/here"]) {
    const few = countSearches(resources(10), path);
    expect(few).toBeLessThanOrEqual(5);
    expect(countSearches(resources(1000), path)).toBe(few);
  }
});

/** Each combination of literals and labels, with a greedy label at each place, so that everything matches. */
const ambiguous = Array.from({ length: 2 ** 6 }, (_, bits) => {
  const segments = Array.from({ length: 6 }, (_item, index): string =>
    (bits >> index) % 2 === 1 ? "a" : "{label}",
  );
  return segments.map((_segment, place): OperationRoute<string> => {
    const uri = `/${segments.with(place, "{rest+}").join("/")}`;
    return [uri, "GET", uri];
  });
}).flat();

test("the number of searches doesn't grow with the path", () => {
  const counts = [10, 100, 10_000].map((length) => countSearches(ambiguous, "/a".repeat(length)));
  expect(new Set(counts).size).toBe(1);
  // Each node of the tree is visited at most once.
  expect(counts[0]).toBeLessThan(3 * ambiguous.length);
});

test("operations that share a path, and a literal of the query, are found by the other literal", () => {
  const operations = Array.from({ length: 1000 }, (_, index): OperationRoute<string> => {
    return [`Do${index}`, "POST", `/?version=2&action=do${index}`];
  });
  const route = createRouter(operations);
  const has = vi.spyOn(Set.prototype, "has");
  try {
    expect(route("POST", "/", "action=do7&version=2")).toMatchObject({ operation: "Do7" });
    expect(has.mock.calls.length).toBeLessThan(10);
  } finally {
    has.mockRestore();
  }
});
