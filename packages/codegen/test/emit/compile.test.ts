import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import { root } from "@eks-auth/test-kit/repository";
import ts from "typescript";
import { expect, test } from "vitest";
import type { JsonAst } from "../../src/model/json-ast.ts";
import { bindingsModel } from "../bindings-model.ts";
import { eventStreamModel } from "../event-stream-model.ts";
import { label, member, minimalModel, structure, thingsModel, withChange } from "../models.ts";
import { streamModel } from "../stream-model.ts";
import { type WrittenFiles, writeLightClient, writeStub } from "./write-stub.ts";

const members = { message: member("smithy.api#String") };

const models: readonly [name: string, model: JsonAst, maxDeclarations?: number][] = [
  ["the things model", thingsModel],
  ["the things model, split into files of one declaration", thingsModel, 1],
  [
    "a model without constraints",
    minimalModel({
      "ex#PutThingInput": structure({
        id: member("smithy.api#String", label),
        ...members,
      }),
    }),
  ],
  [
    "a model with a document, and a shape whose name is the document's type",
    minimalModel({
      "ex#PutThingInput": structure({
        ...minimalModel().shapes["ex#PutThingInput"]?.members,
        free: member("smithy.api#Document"),
        value: member("DocumentValue"),
      }),
      "ex#PutThingOutput": structure({ free: member("smithy.api#Document") }),
      "ex#DocumentValue": structure(members),
    }),
  ],
  ["a model with event streams", eventStreamModel],
  ["a model with event streams, split into files of one declaration", eventStreamModel, 1],
  ["a model without errors", withChange("ex#PutThing", { errors: [] })],
];

test.each(models)(
  "the stub of %s compiles with the repository's compiler options",
  async (_name, model, maxDeclarations) => {
    await using stub = await writeStub(model, maxDeclarations);
    expect(compile(stub)).toEqual([]);
  },
);

test.each<(typeof models)[number]>([
  ...models,
  ["a model with a member of every type in every place", bindingsModel],
  ["a model with streams and a token", streamModel],
  [
    "a model with a member of every type in every place, split into files of one declaration",
    bindingsModel,
    1,
  ],
])(
  "the light client of %s compiles with the repository's compiler options",
  async (_name, model, maxDeclarations) => {
    await using client = await writeLightClient(model, maxDeclarations);
    expect(compile(client)).toEqual([]);
  },
);

/** Returns the compiler's complaints. */
function compile({ paths }: WrittenFiles): string[] {
  const config = ts.readConfigFile(join(root, "tsconfig.base.json"), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, root);
  const program = ts.createProgram(paths, { ...options, skipLibCheck: true });
  return ts
    .getPreEmitDiagnostics(program)
    .map(
      ({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`,
    );
}

test.each([
  ["stub", writeStub, thingsModel, 11],
  ["light client", writeLightClient, bindingsModel, 9],
])("the linter finds nothing in a %s", async (_kind, write, model, count) => {
  await using generated = await write(model);
  const biome = createRequire(import.meta.url).resolve("@biomejs/biome/bin/biome");
  // Git ignores the folder, and by default so does the linter. Generated files don't have sorted imports.
  const options = ["--vcs-enabled=false", "--error-on-warnings", "--assist-enabled=false"];
  const linting = promisify(execFile)(process.execPath, [biome, "check", ...options, generated.directory], {
    cwd: root,
  });
  // Biome prints the summary to one of the two, depending on the environment.
  const { stdout, stderr } = await linting;
  expect(stdout + stderr).toContain(`Checked ${count} files`);
});
