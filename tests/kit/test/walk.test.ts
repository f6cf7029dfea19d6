import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { TempFolder } from "../src/temp-folder.ts";
import { Walk, type WalkDefinition, walkResults } from "../src/walk.ts";

const definition: WalkDefinition = {
  name: "walk test",
  page: "tests/kit/test/walk.md",
  start: "Install",
  headings: ["Install", "Serve"],
};
const results = new TempFolder(walkResults);
const echo = async (code: string) => code;

afterAll(() => results.delete("walk-test.json"));

it("takes the steps of the page in order, and saves how many they were and how long they took", async () => {
  const walk = new Walk(definition);
  expect(await walk.step("Install", "sh", echo)).toBe("npm ci");
  expect(await walk.step("Serve", "sh", echo, "npm")).toBe("npm start");
  expect(await walk.step("Serve", "ts", echo, /^console/)).toBe('console.log("called");');
  walk.addTime(3_000);
  await walk.finish();
  const result = JSON.parse(await readFile(join(walkResults, "walk-test.json"), "utf8"));
  expect(result).toEqual({ name: "walk test", steps: 3, seconds: expect.any(Number) });
  expect(result.seconds).toBeGreaterThanOrEqual(3);
});

it.each([
  ["Install", "ts"],
  ["Serve", "sh"],
])(
  "fails if the next step of the page is not below %s or not %s, and names its line",
  async (heading, language) => {
    const error = { code: "step_missing", message: expect.stringContaining('line 6: "npm ci"') };
    await expect(new Walk(definition).step(heading, language, echo)).rejects.toMatchObject(error);
  },
);

it("fails if the page has no more steps", async () => {
  const walk = new Walk({ ...definition, headings: ["Elsewhere"] });
  await expect(walk.step("Install", "sh", echo)).rejects.toMatchObject({ code: "step_missing" });
});

it("follows the page again, and counts all steps", async () => {
  const walk = new Walk({ ...definition, headings: ["Install"] });
  await walk.step("Install", "sh", echo);
  walk.again();
  await walk.step("Install", "sh", echo, "npm ci");
  await walk.finish();
  const result = JSON.parse(await readFile(join(walkResults, "walk-test.json"), "utf8"));
  expect(result.steps).toBe(2);
});

it("does not follow the page again if a step is left out", () => {
  expect(() => new Walk(definition).again()).toThrow(expect.objectContaining({ code: "step_left_out" }));
});

it("fails if a step is left out", async () => {
  const walk = new Walk(definition);
  walk.skip("Install", "sh");
  await walk.step("Serve", "sh", echo, "npm start");
  await expect(walk.finish()).rejects.toMatchObject({ code: "step_left_out" });
});

it.each(["granted", /granted/])("fails if the reader does not see %s", async (seen) => {
  const step = new Walk(definition).step("Install", "sh", async () => "refused", seen);
  const error = { code: "output_unexpected", message: expect.stringContaining("refused") };
  await expect(step).rejects.toMatchObject(error);
});
