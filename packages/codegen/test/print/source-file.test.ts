import { expect, test } from "vitest";
import { importType, importValue } from "../../src/print/imports.ts";
import { renderFiles } from "../../src/print/render-files.ts";
import { code, join, SourceFile } from "../../src/print/source-file.ts";

const modules = { runtime: "@ex/runtime", types: "@ex/types" };

function render(file: SourceFile): string | undefined {
  return renderFiles([file], modules).get(file.path);
}

const header =
  "// Generated from the Smithy model. Do not edit: change model/ and run `npm run generate`.\n\n";

test("an empty file has the header", () => {
  expect(render(new SourceFile("a.ts"))).toBe(`${header}\n`);
});

test("prints each piece as a line, and imports its symbols", () => {
  const file = new SourceFile("a.ts");
  file.print`const a = ${importValue("readString", "runtime")}(body, ${1});`;
  file.print`const b: ${importType("Thing", "types")} = a;`;
  expect(render(file)).toBe(
    [
      `${header}import { readString } from "@ex/runtime";`,
      'import type { Thing } from "@ex/types";',
      "",
      "const a = readString(body, 1);",
      "const b: Thing = a;",
      "",
    ].join("\n"),
  );
});

test("finds symbols in nested pieces, and prints nothing for empty pieces", () => {
  const file = new SourceFile("a.ts");
  const calls = ["a", "b"].map((name) => code`${importValue(name, "m")}(${""})`);
  file.print`[${join(calls, ", ")}]${join([], ", ")}${code``}`;
  expect(render(file)).toBe(`${header}import { a, b } from "m";\n\n[a(), b()]\n`);
});

test("imports a symbol under another name if the file declares or imports that name", () => {
  const file = new SourceFile("a.ts");
  file.print`export function readList() { return ${importValue("readList", "runtime")}(${importValue("readList", "./other.ts")}); }`;
  expect(render(file)).toBe(
    [
      `${header}import { readList as readList_ } from "@ex/runtime";`,
      'import { readList as readList__ } from "./other.ts";',
      "",
      "export function readList() { return readList_(readList__); }",
      "",
    ].join("\n"),
  );
});
