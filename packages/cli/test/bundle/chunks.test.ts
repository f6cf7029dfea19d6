import { readdirSync, readFileSync, statSync } from "node:fs";
import { isBuiltin } from "node:module";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { budgets, separateBudgets } from "../../bundle/budgets.ts";

const folder = join(import.meta.dirname, "../../dist");
const files = readdirSync(folder).filter((file) => file.endsWith(".js"));
const code = new Map(files.map((file) => [file, readFileSync(join(folder, file), "utf8")]));

/** Lists what the imports and exports at the start of lines name. */
function listImports(file: string): string[] {
  const statements = (code.get(file) ?? "").matchAll(/^(?:import|export)\b[^"\n]*"([^"\n]+)";$/gm);
  return [...statements].map(([, id = ""]) => id);
}

/** Lists a chunk and all that are loaded with it. */
function listLoaded(file: string, loaded: Set<string> = new Set()): Set<string> {
  if (!loaded.has(file)) {
    loaded.add(file);
    for (const id of listImports(file)) {
      listLoaded(id.replace("./", ""), loaded);
    }
  }
  return loaded;
}

test("all chunks import only each other: neither packages nor, by an import, modules of Node.js", () => {
  const ids = new Set(files.flatMap(listImports));
  expect([...ids].filter((id) => !files.includes(id.replace("./", "")))).toEqual([]);
  const dynamic = files.flatMap((file) => [...(code.get(file) ?? "").matchAll(/\bimport\("([^"]+)"\)/g)]);
  const others = dynamic.map(([, id = ""]) => id).filter((id) => !files.includes(id.replace("./", "")));
  expect(others).toEqual([]);
  const required = files.flatMap((file) => [...(code.get(file) ?? "").matchAll(/__require\("([^"]+)"\)/g)]);
  expect(required.map(([, id = ""]) => id).filter((id) => !isBuiltin(id))).toEqual([]);
});

test("no chunk needs itself through another", () => {
  const circles = files.filter((file) =>
    listImports(file).some((id) => listLoaded(id.replace("./", "")).has(file)),
  );
  expect(circles).toEqual([]);
});

/** What code of npm is in a chunk, by the chunk's name. */
const npm = /^(aws-sdk|smithy|jose|js-yaml|lru-cache|prom-client|zod|peculiar|asn1|opentelemetry|fastest)/;

/** Which packages of npm a command loads when it starts, in addition to what every command loads. */
const packages: Readonly<Record<string, readonly string[]>> = {
  "serve-run-serve": ["aws-sdk-core", "jose", "js-yaml", "lru-cache", "prom-client"],
  "agent-run-agent": ["aws-sdk-core", "lru-cache"],
  "webhook-run-webhook": [
    "aws-sdk-core",
    "jose",
    "js-yaml",
    "lru-cache",
    "prom-client",
    "smithy-node-http-handler",
  ],
  "exec-run-exec": ["aws-sdk-core", "lru-cache"],
  "doctor-run-doctor": ["aws-sdk-core"],
  "link-local-change-addresses": ["aws-sdk-core"],
  "association-worker": ["aws-sdk-core", "js-yaml"],
};

const main = listLoaded("main.js");

describe.each(Object.entries({ ...budgets, ...separateBudgets }))("%s", (name, maxBytes) => {
  const loaded = listLoaded(`${name}.js`, new Set(name in budgets ? main : []));

  test(`loads at most ${maxBytes} bytes`, () => {
    const sizes = [...loaded].map((file): [number, string] => [statSync(join(folder, file)).size, file]);
    const bytes = sizes.reduce((sum, [size]) => sum + size, 0);
    expect(bytes, sizes.sort(([a], [b]) => b - a).join("\n")).toBeLessThanOrEqual(maxBytes);
  });

  const expected = packages[name] ?? [];
  test(`loads of npm ${expected.join(", ") || "nothing"}`, () => {
    const added = [...loaded].filter((file) => npm.test(file) && !(name in budgets && main.has(file)));
    const names = added.map((file) => file.replace(/(-?\d+)?\.js$/, ""));
    expect([...new Set(names)].filter((name) => !expected.includes(name))).toEqual([]);
  });
});
