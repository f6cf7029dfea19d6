import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readStaticFiles } from "../../src/console/static-files.ts";

const files = await readStaticFiles();
const textOf = (name: string): string => files.get(name)?.content.toString("utf8") ?? "";

test("the page is three small files, and nothing else is built", () => {
  const built = readdirSync(join(import.meta.dirname, "../../dist/console"));
  expect(built.sort()).toEqual(["console.css", "console.js", "index.html"]);
  expect([...files.keys()].sort()).toEqual(["", "console.css", "console.js"]);
  expect(files.get("console.js")?.content.length).toBeLessThan(40_000);
  expect(files.get("console.css")?.content.length).toBeLessThan(16_000);
});

test("the page names only its own files, and has no script or style that its policy forbids", () => {
  const page = textOf("");
  const sources = [...page.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, url = ""]) => url);
  expect(sources.filter((url) => !url.startsWith("data:")).sort()).toEqual(["./console.css", "./console.js"]);
  expect(page).not.toMatch(/<style|<script[^>]*>[^<]|\son\w+=|style=/);
  expect(textOf("console.css")).not.toMatch(/url\(|@import/);
  expect(textOf("console.js")).not.toMatch(/https?:\/\/(?!www\.w3\.org\/)/);
});

test("the list of bundled packages has the library of the page", () => {
  const list = JSON.parse(
    readFileSync(join(import.meta.dirname, "../../dist/bundled-packages.json"), "utf8"),
  );
  expect(list).toContainEqual({ name: "preact", version: expect.any(String), license: "MIT" });
});
