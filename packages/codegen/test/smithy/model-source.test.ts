import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import { expect, test } from "vitest";
import { guessService } from "../../src/smithy/find-service.ts";
import { readModelSource } from "../../src/smithy/model-source.ts";

const folder = useTempFolder("model-source");
const ast = JSON.stringify({ smithy: "2.0", shapes: { "a#Api": { type: "service" } } });

test("without .smithy files, the JSON ASTs of a folder are the model, and other JSON is not", async () => {
  await folder.write("deep/api.json", ast);
  await folder.write("package.json", '{ "name": "x", "smithy": "2" , "shapes": 1 }');
  await folder.write("tsconfig.json", "{ // Comments.\n}");
  for (const copy of ["build/smithy", "dist", "node_modules/x", "packages/types/src/gen"]) {
    await folder.write(`${copy}/model.json`, ast);
  }
  expect((await readModelSource(folder.path)).sources).toEqual([folder.resolve("deep/api.json")]);
});

test("with .smithy files, JSON ASTs are not part of the model", async () => {
  await folder.write("api.json", ast);
  await folder.write("main.smithy", '$version: "2"');
  expect((await readModelSource(folder.path)).sources).toEqual([folder.resolve("main.smithy")]);
});

test("a file can be the model", async () => {
  const file = await folder.write("api.json", ast);
  expect((await readModelSource(file)).sources).toEqual([file]);
});

test.each([
  ["a JSON AST with a byte order mark", Buffer.from(`\ufeff${ast}`), "begins with a byte order mark"],
  ["a JSON AST in UTF-16", Buffer.from(`\ufeff${ast}`, "utf16le"), "is UTF-16"],
])("the encoding of %s is named", async (_name, content, message) => {
  const file = await folder.write("api.json", content);
  await expect(readModelSource(folder.path)).rejects.toThrow(`${file} ${message}`);
});

test("the encoding of a smithy-build.json in UTF-16 is named", async () => {
  const file = await folder.write("smithy-build.json", Buffer.from('\ufeff{"version": "1.0"}', "utf16le"));
  await expect(readModelSource(folder.path)).rejects.toThrow(`${file} is UTF-16`);
});

test.each([
  ["one service", "namespace a.b\n@restJson1 service Api with [M] {}", "a.b#Api"],
  ["none", "namespace a\nstructure service {}", undefined],
  ["two", "namespace a\nservice One {}\nservice Two {}", undefined],
  [
    "others in comments and strings",
    'namespace a\n/// service X {\nservice Api {}\n@title("service Y {") @documentation("""\nservice Z { \\""" service W {""")\nstring S',
    "a#Api",
  ],
])("guesses the service of a file with %s", async (_name, text, expected) => {
  expect(await guessService({ sources: [await folder.write("main.smithy", text)], imports: [] })).toBe(
    expected,
  );
});

test("guesses the service of a JSON AST", async () => {
  expect(await guessService({ sources: [await folder.write("api.json", ast)], imports: [] })).toBe("a#Api");
});
