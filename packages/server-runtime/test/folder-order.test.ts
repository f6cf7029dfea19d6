import { glob, readFile } from "node:fs/promises";
import { relative, resolve } from "node:path";
import { expect, test } from "vitest";

const src = resolve(import.meta.dirname, "../src");

/** The folders below src, each with the folders that it may import. A folder may also import from itself. */
const allowedImports: Readonly<Record<string, readonly string[]>> = {
  encoding: [],
  http: [],
  errors: ["http"],
  limits: [],
  json: ["errors", "encoding"],
  bindings: ["json", "errors", "encoding", "http"],
  constraints: ["json", "errors", "encoding"],
  routing: ["bindings"],
  handler: ["errors", "http", "routing"],
  "event-stream": ["handler", "bindings", "constraints", "json", "errors", "encoding", "http"],
  node: ["handler", "errors", "http", "limits"],
  fetch: ["handler", "errors", "http"],
  lambda: ["handler", "errors", "http"],
};

function folderOf(file: string): string {
  const path = relative(src, file);
  return path.includes("/") ? path.slice(0, path.indexOf("/")) : "";
}

test("each folder imports only from the folders below it", async () => {
  const unexpected: string[] = [];
  const seen = new Set<string>();
  for await (const name of glob("*/**/*.ts", { cwd: src })) {
    const file = resolve(src, name);
    const folder = folderOf(file);
    seen.add(folder);
    for (const [, specifier = ""] of (await readFile(file, "utf8")).matchAll(/\bfrom "(\.[^"]+)"/g)) {
      const target = folderOf(resolve(file, "..", specifier));
      if (target !== folder && !allowedImports[folder]?.includes(target)) {
        unexpected.push(`${name} imports ${specifier}`);
      }
    }
  }
  expect(unexpected).toEqual([]);
  expect([...seen].sort()).toEqual(Object.keys(allowedImports).sort());
});
