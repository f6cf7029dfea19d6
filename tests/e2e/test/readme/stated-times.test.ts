import { walks } from "@eks-auth/test-kit/walks";
import { expect, it } from "vitest";
import { minutesFor, readStatedMinutes } from "../../src/walks/stated-time.ts";

it.each(Object.values(walks))("$page says how long its commands take ($name)", async (walk) => {
  expect(await readStatedMinutes(walk)).toBeGreaterThanOrEqual(1);
});

it("a page that says nothing is named, with the fix", async () => {
  const error = readStatedMinutes({ ...walks.newcomer, start: "Limits" });
  await expect(error).rejects.toThrow(
    'README.md does not say how long "Limits" takes. Add "The commands take',
  );
});

it.each([
  [0.2, 1],
  [20, 1],
  [21, 2],
  [40, 2],
  [100, 5],
])("a walk of %d s is stated as %d min", (seconds, minutes) => {
  expect(minutesFor(seconds)).toBe(minutes);
});
