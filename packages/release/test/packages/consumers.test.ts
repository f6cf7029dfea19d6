import { expect, test } from "vitest";
import { isGood } from "../../src/consumers/cell.ts";
import { tryConsumers } from "../../src/consumers/try-consumers.ts";
import { nodeVersions, typeScriptVersions } from "../../src/tools/tools.ts";

test("the newest Node.js, and the oldest and the newest TypeScript; `npm run test:consumers` has the others", async () => {
  const ends = [typeScriptVersions.at(0), typeScriptVersions.at(-1)];
  const cells = await tryConsumers(
    { node: nodeVersions.slice(-1), typeScript: ends.filter((version) => version !== undefined) },
    () => {},
  );
  expect(cells).toHaveLength(2 + 2 * 5);
  expect(cells.filter((cell) => !isGood(cell))).toEqual([]);
});
