import { describe, expect, test } from "vitest";
import { type ImportSymbol, Imports, importType, importValue } from "../../src/print/imports.ts";

function printImports(symbols: readonly ImportSymbol[]): string {
  const imports = new Imports([], ({ from }) => (from === "own" ? undefined : from));
  for (const symbol of symbols) {
    imports.add(symbol);
  }
  return imports.print();
}

test("a file that uses nothing, or only what it declares itself, imports nothing", () => {
  expect(printImports([])).toBe("");
  expect(printImports([importValue("a", "own")])).toBe("");
});

test("imports each symbol once, sorted without regard to case", () => {
  const symbols = ["b", "A", "c", "b", "B"].map((name) => importValue(name, "m"));
  expect(printImports(symbols)).toBe('import { A, b, B, c } from "m";\n');
});

test("packages come before relative modules, both sorted", () => {
  const modules = ["./b.ts", "zod", "./a.ts", "@scope/a", "node:fs"];
  expect(printImports(modules.map((module, index) => importValue(`x${index}`, module)))).toBe(
    [
      'import { x3 } from "@scope/a";',
      'import { x4 } from "node:fs";',
      'import { x1 } from "zod";',
      'import { x2 } from "./a.ts";',
      'import { x0 } from "./b.ts";',
      "",
    ].join("\n"),
  );
});

describe("types", () => {
  test("without values are imported with import type", () => {
    expect(printImports([importType("B", "m"), importType("A", "m")])).toBe(
      'import type { A, B } from "m";\n',
    );
  });

  test("with values are marked as types", () => {
    expect(printImports([importType("A", "m"), importValue("b", "m")])).toBe(
      'import { type A, b } from "m";\n',
    );
  });

  test("that are also used as values are imported as values, in any order", () => {
    const [type, value] = [importType("A", "m"), importValue("A", "m")];
    expect(printImports([type, value])).toBe('import { A } from "m";\n');
    expect(printImports([value, type])).toBe('import { A } from "m";\n');
  });
});
