import { readdirSync, readFileSync, statSync } from "node:fs";
import { isBuiltin } from "node:module";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

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

/**
 * What each command loads when it starts, in addition to what every command loads: at most so many bytes, and which
 * packages of npm. A limit that is exceeded means that something is imported that should be loaded on demand.
 */
const budgets: readonly [entry: string, maxBytes: number, packages: readonly string[]][] = [
  ["start.js", 3_000, []],
  ["main.js", 80_000, []],
  ["commands.js", 80_000, []],
  ["serve-run-serve.js", 720_000, ["aws-sdk-core", "jose", "js-yaml", "lru-cache", "prom-client"]],
  ["agent-run-agent.js", 220_000, ["aws-sdk-core", "lru-cache"]],
  ["webhook-run-webhook.js", 830_000, ["aws-sdk-core", "jose", "js-yaml", "lru-cache", "prom-client"]],
  ["exec-run-exec.js", 340_000, ["aws-sdk-core", "lru-cache"]],
  ["doctor-run-doctor.js", 100_000, ["aws-sdk-core"]],
  ["link-local-change-addresses.js", 120_000, ["aws-sdk-core"]],
  ["association-worker.js", 305_000, ["aws-sdk-core", "js-yaml"]],
];

describe.each(budgets)("%s", (entry, maxBytes, packages) => {
  const common =
    entry === "start.js" || entry === "main.js" || entry === "association-worker.js" ? [] : ["main.js"];
  const already = new Set(common.flatMap((file) => [...listLoaded(file)]));
  const loaded = [...listLoaded(entry)].filter((file) => !already.has(file));

  test(`loads at most ${maxBytes} bytes, and of npm ${packages.join(", ") || "nothing"}`, () => {
    const sizes = loaded.map((file): [number, string] => [statSync(join(folder, file)).size, file]);
    const bytes = sizes.reduce((sum, [size]) => sum + size, 0);
    expect(bytes, sizes.sort(([a], [b]) => b - a).join("\n")).toBeLessThanOrEqual(maxBytes);
    const names = loaded.filter((file) => npm.test(file)).map((file) => file.replace(/(-?\d+)?\.js$/, ""));
    expect([...new Set(names)].filter((name) => !packages.includes(name))).toEqual([]);
  });
});
