import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "@eks-auth/test-kit/repository";
import { expect, test } from "vitest";
import { emitClientFiles, findClientDependencies } from "../../src/emit/client.ts";

test("keeps the source and the protocol tests, and drops the rest of the official package", () => {
  const selected = emitClientFiles(
    new Map([
      ["package.json", "{}"],
      ["src/commands/index.ts", 'export * from "../../src/x";'],
      ["src/index.ts", "index"],
      ["src/runtimeConfig.native.ts", "native"],
      ["test/functional/other.ts", "other"],
      [
        "test/functional/restjson1.spec.ts",
        'import { A } from "../../src/A";\nimport { B } from "../../src/b/B";\n',
      ],
      ["tsconfig.json", "{}"],
    ]),
  );
  expect([...selected]).toEqual([
    ["src/gen/commands/index.ts", 'export * from "../../src/x";'],
    ["src/gen/index.ts", "index"],
    [
      "test/gen/restjson1.spec.ts",
      'import { A } from "../../src/gen/A";\nimport { B } from "../../src/gen/b/B";\n',
    ],
  ]);
});

const manifest = '{ "dependencies": { "@a/b": "^1.0.0", "c": "2.0.0", "tslib": "^2.6.2" } }';

test("lists the imported packages with the version ranges of the generator", () => {
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

test.each([
  { range: "^3.23.17", expected: "^3.27.0" },
  { range: "^3.27.0", expected: "^3.27.0" },
  { range: "^3.100.0", expected: "^3.100.0" },
])("$range of a package that defines forwarded names becomes $expected", ({ range, expected }) => {
  const files = new Map([
    [
      "package.json",
      JSON.stringify({ dependencies: { "@smithy/core": range, "@smithy/url-parser": "^4.0.0" } }),
    ],
    ["src/index.ts", 'import { parseUrl } from "@smithy/url-parser";\n'],
  ]);
  expect(findClientDependencies(files)).toEqual({ "@smithy/core": expected });
});

test("a package without a range is an error", () => {
  const files = new Map([
    ["package.json", manifest],
    ["src/index.ts", 'const it = import("d");'],
  ]);
  expect(() => findClientDependencies(files)).toThrow(
    "imports d, but its package.json has no version for it",
  );
});

test("finds the dependencies in this client's package.json", async () => {
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
