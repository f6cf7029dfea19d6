import { expect, test } from "vitest";
import { PhaseTimes } from "../../src/terminal/phase-times.ts";

test("phases are listed in the order in which they end, with their names aligned", async () => {
  const times = new PhaseTimes();
  expect(times.isEmpty).toBe(true);
  expect(await times.measure("Smithy", () => 3)).toBe(3);
  await expect(times.measure("formatting", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  await times.measure("Smithy", async () => {});
  expect(times.isEmpty).toBe(false);
  expect(times.format()).toMatch(/^ {2}Smithy {8}\d\.\d s\n {2}formatting {4}\d\.\d s$/);
  expect(times.secondsOf("writing")).toBe(0);
});
