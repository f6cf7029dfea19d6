import { expect, test } from "vitest";
import { emitClientFiles } from "../../../codegen/emit/client-files.ts";

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
