import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "@eks-auth/codegen/root";
import { describe, expect, test } from "vitest";
import { changes, invalidChanges } from "../src/catalogue/catalogue.ts";
import type { ModelEdit } from "../src/catalogue/change.ts";
import { bases } from "../src/catalogue/starting-models.ts";
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

test("each change has a name of its own", () => {
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
});

describe.each(changes)("$name", ({ name, base = "own", edits, exchanges }) => {
  test("fits the model, and makes a call", async () => {
    await apply([...bases[base].edits, ...edits], name);
    expect(exchanges).not.toEqual([]);
  });
});

test.each(invalidChanges)("$name fits the model, and says what the message has to", async (change) => {
  await apply(change.edits, change.name);
  expect(change.says.length).toBeGreaterThanOrEqual(2);
});

test("docs/versioning.md has a row for each, in order: npm run evolve -- --write", async () => {
  const text = await readFile(join(root, documentation), "utf8");
  const [, table = ""] = text.split(/<!-- evolve: (?:start|end) -->/);
  const rows = table.matchAll(/^\| `([a-z-]+)`\s+\| (.*?)\s+\|/gm);
  expect([...rows].map(([, name, what]) => ({ name, what }))).toEqual(
    all.map(({ name, what }) => ({ name, what })),
  );
});
