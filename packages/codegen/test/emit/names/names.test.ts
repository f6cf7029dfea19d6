import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createFetchHandler } from "@eks-auth/server-runtime/fetch";
import { root } from "@eks-auth/test-kit/repository";
import fc from "fast-check";
import { expect, test } from "vitest";
import { listServerNames } from "../../../src/emit/public-names.ts";
import { emitStub } from "../../../src/emit/server/stub.ts";
import { emitTypes } from "../../../src/emit/types.ts";
import { resolveService } from "../../../src/model/resolve-service.ts";
import type { Service } from "../../../src/model/service.ts";
import { methodName, typeName } from "../../../src/print/names.ts";
import { renderFiles } from "../../../src/print/render-files.ts";
import { minimalModel } from "../../models.ts";
import { type RandomModel, randomModel } from "./random-model.ts";
import { TypeChecker } from "./type-checker.ts";

const modules = { runtime: "@eks-auth/server-runtime", types: "./model.ts" };

test("a stub compiles and works, whatever names the model has", { timeout: 120_000 }, async () => {
  const checker = new TypeChecker();
  await mkdir(join(root, "build"), { recursive: true });
  const folder = await mkdtemp(join(root, "build/names-"));
  let count = 0;
  try {
    await fc.assert(
      fc.asyncProperty(randomModel, async (model) => {
        const service = resolveService(model.ast);
        const stub = join(folder, String(count++));
        const files = new Map([
          ...emitStub(service, "@eks-auth/server-runtime"),
          ...[...renderFiles(emitTypes(service), modules)].map(
            ([name, text]) => [`types/${name}`, text] as const,
          ),
        ]);
        const paths = new Map([...files].map(([name, text]) => [join(stub, name), text]));
        expect(checker.check(paths)).toEqual([]);
        await mkdir(join(stub, "types"), { recursive: true });
        await Promise.all([...paths].map(([path, text]) => writeFile(path, text)));
        await expectAnswers(model, service, await import(join(stub, "index.ts")));
      }),
      { numRuns: 12 },
    );
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("a stub and types without shapes and errors compile", () => {
  const service = resolveService(
    minimalModel({
      "ex#PutThing": { type: "operation", traits: { "smithy.api#http": { method: "POST", uri: "/" } } },
    }),
  );
  const files = [
    ...emitStub(service, "@eks-auth/server-runtime"),
    ...[...renderFiles(emitTypes(service), modules)].map(([name, text]) => [`types/${name}`, text] as const),
  ];
  const paths = new Map(files.map(([name, text]) => [join(root, "build/names-empty", name), text]));
  expect(new TypeChecker().check(paths)).toEqual([]);
});

/** Sends requests to the stub: one that is echoed, and one for each error. */
async function expectAnswers(
  model: RandomModel,
  service: Service,
  exported: Record<string, unknown>,
): Promise<void> {
  let error: unknown;
  const implementation = Object.fromEntries([
    [methodName(model.echo), (input: unknown) => input],
    [
      methodName(model.fail),
      () => {
        throw error;
      },
    ],
  ]);
  const create = exported.createThingsHandler as (
    service: unknown,
  ) => Parameters<typeof createFetchHandler>[0];
  const handle = createFetchHandler(create(implementation));
  const send = (path: string, body: string | null) =>
    handle(
      new Request(`http://localhost/${path}`, {
        method: "POST",
        body,
        ...(body === null ? {} : { headers: { "content-type": "application/json" } }),
      }),
    );
  const echoed = await send("echo/here", model.document);
  expect([echoed.status, await echoed.text()]).toEqual([200, model.document]);
  const names = listServerNames(service);
  for (const name of model.errors) {
    const { name: exportedName = "" } =
      names.find((it) => it.symbol.from === "./errors.ts" && it.symbol.name === typeName(name)) ?? {};
    error = new (exported[exportedName] as new (members: object) => Error)({ message: "No." });
    const failed = await send("fail", null);
    expect([failed.status, failed.headers.get("x-amzn-errortype"), await failed.json()]).toEqual([
      400,
      name,
      { message: "No." },
    ]);
  }
}
