import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { emitClientFiles, findClientDependencies } from "../../src/emit/client.ts";
import { root } from "../../src/root.ts";

test("source and protocol tests are kept, the rest of the official package is not", () => {
  const kept = emitClientFiles(
    new Map([
      ["package.json", "{}"],
      ["src/commands/index.ts", 'export * from "../../src/x";'],
      ["src/index.ts", "index"],
      ["test/functional/other.ts", "other"],
      [
        "test/functional/restjson1.spec.ts",
        'import { A } from "../../src/A";\nimport { B } from "../../src/b/B";\n',
      ],
      ["tsconfig.json", "{}"],
    ]),
  );
  expect([...kept]).toEqual([
    ["src/gen/commands/index.ts", 'export * from "../../src/x";'],
    ["src/gen/index.ts", "index"],
    [
      "test/gen/restjson1.spec.ts",
      'import { A } from "../../src/gen/A";\nimport { B } from "../../src/gen/b/B";\n',
    ],
  ]);
});

const manifest = '{ "dependencies": { "@a/b": "^1.0.0", "c": "2.0.0", "tslib": "^2.6.2" } }';

test("packages that are imported are listed, with the ranges that the generator asks for", () => {
  const source = `import { x } from "@a/b/deep";
import type {
  Y,
} from "c";
import { readFile } from "node:fs";
import { z } from "./z";
export interface X extends Y {}
/**
 * import { Z } from "example";
 */
`;
  const files = {
    "package.json": manifest,
    "src/index.ts": source,
    "src/runtimeConfig.native.ts": 'export * from "native";',
  };
  expect(findClientDependencies(new Map(Object.entries(files)))).toEqual({ "@a/b": "^1.0.0", c: "2.0.0" });
});

test("a package without a range is a fault of the generator", () => {
  const files = new Map([
    ["package.json", manifest],
    ["src/index.ts", 'const it = import("d");'],
  ]);
  expect(() => findClientDependencies(files)).toThrow("imports d, but its package.json names no version");
});

test("of our own client they are those in its package.json", async () => {
  const folder = join(root, "packages/client");
  const text = await readFile(join(folder, "package.json"), "utf8");
  const names = (await readdir(join(folder, "src/gen"), { recursive: true })).filter((name) =>
    name.endsWith(".ts"),
  );
  const sources = names.map(
    async (name): Promise<[string, string]> => [
      `src/${name}`,
      await readFile(join(folder, "src/gen", name), "utf8"),
    ],
  );
  const files = new Map([["package.json", text], ...(await Promise.all(sources))]);
  expect(findClientDependencies(files)).toEqual(JSON.parse(text).dependencies);
});
