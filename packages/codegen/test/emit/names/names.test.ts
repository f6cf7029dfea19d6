import { deepStrictEqual } from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ClientOptions } from "@eks-auth/client-runtime";
import { createFetchHandler } from "@eks-auth/server-runtime/fetch";
import { root } from "@eks-auth/test-kit/repository";
import fc from "fast-check";
import { expect, test } from "vitest";
import { emitClientLight } from "../../../src/emit/client-light/client-light.ts";
import { listLightNames } from "../../../src/emit/client-light/public-names.ts";
import { clientMethodName } from "../../../src/emit/client-light/symbols.ts";
import { listServerNames } from "../../../src/emit/public-names.ts";
import { emitStub } from "../../../src/emit/server/stub.ts";
import { emitModelTypes, emitTypes } from "../../../src/emit/types.ts";
import { resolveService } from "../../../src/model/resolve-service.ts";
import type { Service } from "../../../src/model/service.ts";
import { methodName, typeName } from "../../../src/print/names.ts";
import { renderFiles } from "../../../src/print/render-files.ts";
import type { Reexport } from "../../../src/print/source-file.ts";
import { minimalModel } from "../../models.ts";
import { connect } from "../client-light/connect.ts";
import { type RandomModel, randomModel } from "./random-model.ts";
import { TypeChecker } from "./type-checker.ts";

type Call = (input: object) => Promise<object>;

const clientModules = { runtime: "@eks-auth/client-runtime", types: "./model.ts" };
const modules = { runtime: "@eks-auth/server-runtime", types: "./model.ts" };

test("a stub and a light client compile and work, whatever names the model has", {
  timeout: 120_000,
}, async () => {
  const checker = new TypeChecker();
  await mkdir(join(root, "build"), { recursive: true });
  const parent = await mkdtemp(join(root, "build/names-"));
  let count = 0;
  try {
    await fc.assert(
      fc.asyncProperty(randomModel, async (model) => {
        const service = resolveService(model.ast);
        const folder = join(parent, String(count++));
        const files = new Map([
          ...emitStub(service, "@eks-auth/server-runtime"),
          ...[...renderFiles(emitTypes(service), modules)].map(
            ([name, text]) => [`types/${name}`, text] as const,
          ),
          ...[...renderFiles([...emitClientLight(service), emitModelTypes(service)], clientModules)].map(
            ([name, text]) => [`client/${name}`, text] as const,
          ),
        ]);
        const paths = new Map([...files].map(([name, text]) => [join(folder, name), text]));
        expect(checker.check(paths)).toEqual([]);
        await mkdir(join(folder, "types"), { recursive: true });
        await mkdir(join(folder, "client"));
        await Promise.all([...paths].map(([path, text]) => writeFile(path, text)));
        const tested = createStub(model, service, await import(join(folder, "index.ts")));
        await expectAnswers(model, tested);
        await expectClientAnswers(model, service, await import(join(folder, "client/index.ts")), tested);
      }),
      { numRuns: 12 },
    );
  } finally {
    await rm(parent, { recursive: true });
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

/** A handler of a random model's stub, whose operations return their input and throw an error. */
interface TestedStub {
  readonly handle: ReturnType<typeof createFetchHandler>;
  /** The input that the implementation got last. */
  input: object;
  /** Makes the implementation throw an error of the model. */
  throwError(name: string): void;
}

function createStub(model: RandomModel, service: Service, exported: Record<string, unknown>): TestedStub {
  let error: Error | undefined;
  const implementation = {
    [methodName(model.echo)]: (input: object) => {
      stub.input = input;
      return input;
    },
    [methodName(model.fail)]: () => {
      throw error;
    },
  };
  const create = exported.createThingsHandler as (
    service: unknown,
  ) => Parameters<typeof createFetchHandler>[0];
  const stub: TestedStub = {
    handle: createFetchHandler(create(implementation)),
    input: {},
    throwError(name) {
      const Class = findErrorClass<new (members: object) => Error>(listServerNames(service), exported, name);
      error = new Class({ message: "No." });
    },
  };
  return stub;
}

/** Finds the class of an error among what a package exports. */
function findErrorClass<Class>(
  names: readonly Reexport[],
  exported: Record<string, unknown>,
  error: string,
): Class {
  const { name = "" } =
    names.find((it) => it.symbol.from === "./errors.ts" && it.symbol.name === typeName(error)) ?? {};
  return exported[name] as Class;
}

/** Sends requests to the stub: one that is echoed, and one for each error. */
async function expectAnswers(model: RandomModel, stub: TestedStub): Promise<void> {
  const send = (path: string, body: string | null) =>
    stub.handle(
      new Request(`http://localhost/${path}`, {
        method: "POST",
        body,
        ...(body === null ? {} : { headers: { "content-type": "application/json" } }),
      }),
    );
  const echoed = await send("echo/here", model.document);
  expect([echoed.status, await echoed.text()]).toEqual([200, model.document]);
  for (const name of model.errors) {
    stub.throwError(name);
    const failed = await send("fail", null);
    expect([failed.status, failed.headers.get("x-amzn-errortype"), await failed.json()]).toEqual([
      400,
      name,
      { message: "No." },
    ]);
  }
}

/** Calls the same operations by the light client. */
async function expectClientAnswers(
  model: RandomModel,
  service: Service,
  exported: Record<string, unknown>,
  stub: TestedStub,
): Promise<void> {
  const Things = exported.Things as new (options: ClientOptions) => Record<string, Call>;
  const client = new Things({
    endpoint: "http://localhost",
    maxAttempts: 1,
    transport: connect(stub.handle),
  });
  const { [model.label]: _, ...document } = stub.input as Record<string, unknown>;
  const { $metadata, ...echoed } = Object(await client[clientMethodName(model.echo)]?.(stub.input));
  deepStrictEqual(echoed, document);
  for (const name of model.errors) {
    stub.throwError(name);
    const error = await client[clientMethodName(model.fail)]?.({}).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(findErrorClass(listLightNames(service), exported, name));
    expect(error).toMatchObject({ name, message: "No.", status: 400 });
  }
}
