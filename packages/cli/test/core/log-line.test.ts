import { expect, it } from "vitest";
import { formatLogLine } from "../../src/core/log-line.ts";

it("formats one line, with the level and the time first, and without undefined fields", () => {
  const line = formatLogLine("warn", { code: "a\nb", none: undefined, at: new Date(0) }, 'a "message"');
  expect(line).toMatch(/^\{"level":"warn","time":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z","code":.*\}\n$/);
  expect(line.indexOf("\n")).toBe(line.length - 1);
  const { time, ...fields } = JSON.parse(line);
  expect(Math.abs(Date.parse(time) - Date.now())).toBeLessThan(60_000);
  expect(fields).toEqual({ level: "warn", code: "a\nb", at: "1970-01-01T00:00:00.000Z", msg: 'a "message"' });
});
