import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import ts from "typescript";
import { expect, test } from "vitest";
import type { JsonAst } from "../../src/model/json-ast.ts";
import { root } from "../../src/root.ts";
import { minimalModel, thingsModel, withChange } from "../models.ts";
import { writeStub } from "./write-stub.ts";

const members = { message: { target: "smithy.api#String" } };

test.each<[string, JsonAst]>([
  ["the made-up model", thingsModel],
  ["a model without constraints", minimalModel({ "ex#PutThingInput": { type: "structure", members } })],
  [
    "a model with a document, and a shape whose name is the document's type",
    minimalModel({
      "ex#PutThingInput": {
        type: "structure",
        members: {
          ...minimalModel().shapes["ex#PutThingInput"]?.members,
          free: { target: "smithy.api#Document" },
          held: { target: "ex#DocumentValue" },
        },
      },
      "ex#PutThingOutput": { type: "structure", members: { free: { target: "smithy.api#Document" } } },
      "ex#DocumentValue": { type: "structure", members },
    }),
  ],
  ["a model without errors", withChange("ex#PutThing", { errors: [] })],
])("the stub of %s compiles under the repository's strictest options", async (_name, model) => {
  await using stub = await writeStub(model);
  const config = ts.readConfigFile(join(root, "tsconfig.base.json"), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, root);
  const program = ts.createProgram(stub.paths, { ...options, skipLibCheck: true });
  const problems = ts
    .getPreEmitDiagnostics(program)
    .map(
      ({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`,
    );
  expect(problems).toEqual([]);
});

test("the stub of the made-up model has nothing for the linter to find", async () => {
  await using stub = await writeStub(thingsModel);
  const biome = createRequire(import.meta.url).resolve("@biomejs/biome/bin/biome");
  // Git ignores the folder, and the linter would too. Imports are put in order in no generated file.
  const options = ["--vcs-enabled=false", "--error-on-warnings", "--assist-enabled=false"];
  const linting = promisify(execFile)(process.execPath, [biome, "check", ...options, stub.directory], {
    cwd: root,
  });
  // On which of the two the summary stands depends on the environment.
  const { stdout, stderr } = await linting;
  expect(stdout + stderr).toContain("Checked 11 files");
});
