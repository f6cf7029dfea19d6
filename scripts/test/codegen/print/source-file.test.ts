import { expect, test } from "vitest";
import { importType, importValue } from "../../../codegen/print/imports.ts";
import { code, join, SourceFile } from "../../../codegen/print/source-file.ts";

const header =
  "// Generated from the Smithy model. Do not edit: change model/ and run `npm run generate`.\n\n";

test("an empty file has its header", () => {
  expect(new SourceFile().render()).toBe(`${header}\n`);
});

test("each piece is a line, and a symbol in it is imported", () => {
  const file = new SourceFile();
  file.print`const a = ${importValue("readString", "runtime")}(body, ${1});`;
  file.print`const b: ${importType("Thing", "types")} = a;`;
  expect(file.render()).toBe(
    [
      `${header}import { readString } from "runtime";`,
      'import type { Thing } from "types";',
      "",
      "const a = readString(body, 1);",
      "const b: Thing = a;",
      "",
    ].join("\n"),
  );
});

test("symbols in pieces of pieces are found, and empty pieces leave nothing", () => {
  const file = new SourceFile();
  const calls = ["a", "b"].map((name) => code`${importValue(name, "m")}(${""})`);
  file.print`[${join(calls, ", ")}]${join([], ", ")}${code``}`;
  expect(file.render()).toBe(`${header}import { a, b } from "m";\n\n[a(), b()]\n`);
});
