import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "@eks-auth/test-kit/repository";
import { describe, expect, test } from "vitest";
import { changes, invalidChanges } from "../src/catalogue/catalogue.ts";
import type { ModelEdit } from "../src/catalogue/change.ts";
import { startingModels } from "../src/catalogue/starting-models.ts";
import { applyEdit, fileOf } from "../src/model-copy.ts";
import { documentation } from "../src/report.ts";

/** Applies edits in memory. */
async function apply(edits: readonly ModelEdit[], change: string): Promise<void> {
  const texts = new Map<string, string>();
  for (const edit of edits) {
    const path = fileOf(edit);
    texts.set(path, applyEdit(texts.get(path) ?? (await readFile(join(root, path), "utf8")), edit, change));
  }
}

const all = [...changes, ...invalidChanges];

test("every change has a unique name", () => {
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
});

describe.each(changes)("$name", ({ name, startingModel = "own", edits, exchanges }) => {
  test("matches the model and makes a call", async () => {
    await apply([...startingModels[startingModel].edits, ...edits], name);
    expect(exchanges).not.toEqual([]);
  });
});

test.each(invalidChanges)("$name matches the model and expects messages", async (change) => {
  await apply(change.edits, change.name);
  expect(change.expectedMessages.length).toBeGreaterThanOrEqual(2);
});

test("docs/versioning.md lists every change in order (run npm run evolve -- --write)", async () => {
  const text = await readFile(join(root, documentation), "utf8");
  const [, table = ""] = text.split(/<!-- evolve: (?:start|end) -->/);
  const rows = table.matchAll(/^\| `([a-z-]+)`\s+\| (.*?)\s+\|/gm);
  expect([...rows].map(([, name, description]) => ({ name, description }))).toEqual(
    all.map(({ name, description }) => ({ name, description })),
  );
});
