import { deepStrictEqual } from "node:assert/strict";
import { join } from "node:path";
import type { ClientOptions } from "@eks-auth/client-runtime";
import { createFetchHandler } from "@eks-auth/server-runtime/fetch";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { resolveService } from "../../../src/model/resolve-service.ts";
import { methodName } from "../../../src/print/names.ts";
import { bindingsModel } from "../../bindings-model.ts";
import { type WrittenFiles, writeLightClient, writeStub } from "../write-stub.ts";
import { connect } from "./connect.ts";
import { messages } from "./random-values.ts";

type Call = (input: object) => Promise<object>;

const service = resolveService(bindingsModel);
let stub: WrittenFiles;
let client: WrittenFiles;
let createHandler: (implementation: object) => Parameters<typeof createFetchHandler>[0];
let errors: Record<string, new (members: object) => Error>;
let Client: new (options: ClientOptions) => Record<string, Call>;

beforeAll(async () => {
  stub = await writeStub(bindingsModel);
  client = await writeLightClient(bindingsModel);
  ({ createBindingsHandler: createHandler, ...errors } = await import(join(stub.directory, "index.ts")));
  ({ Bindings: Client } = await import(join(client.directory, "index.ts")));
});

afterAll(async () => {
  await stub[Symbol.asyncDispose]();
  await client[Symbol.asyncDispose]();
});

/** Calls an operation of the stub by the light client. Returns the input that the implementation got, and the output. */
async function call(operation: string, input: object, answer: () => object): Promise<[object, object]> {
  let received: object = {};
  const method = methodName(operation);
  const implementation = {
    [method]: (given: object) => {
      received = given;
      return answer();
    },
  };
  const things = new Client({
    endpoint: "http://localhost",
    maxAttempts: 1,
    transport: connect(createFetchHandler(createHandler(implementation))),
  });
  const { $metadata: _, ...output } = Object(await things[method]?.(input));
  return [received, output];
}

test.each(service.operations.map((operation) => [operation.name, operation] as const))(
  "what the client sends is what the stub's implementation gets, and the other way round: %s",
  { timeout: 60_000 },
  async (name, { input, output }) => {
    await fc.assert(
      fc.asyncProperty(messages(input), messages(output), async (sent, returned) => {
        // Other comparisons call a member with the name `constructor`.
        deepStrictEqual(await call(name, sent, () => returned), [sent, returned]);
      }),
    );
  },
);

test("an error of the stub is an instance of the client's class with the same members", async () => {
  const [refused] = service.errors;
  await fc.assert(
    fc.asyncProperty(messages(refused), async ({ code, message = "", ...members }) => {
      const Refused = errors.Refused as new (members: object) => Error;
      const failed = call("PutFree", {}, () => {
        throw new Refused({ ...members, ...(code === undefined ? {} : { code }), message });
      });
      const error = await failed.then(
        () => undefined,
        (reason: unknown) => reason,
      );
      expect(error).toBeInstanceOf((await import(join(client.directory, "errors.ts"))).Refused);
      const { attempts, requestId, headers, ...properties } = error as Error & Record<string, unknown>;
      expect({ ...properties, message: (error as Error).message }).toStrictEqual({
        ...members,
        ...(code === undefined ? {} : { code_: code }),
        name: "Refused",
        code: "Refused",
        status: 409,
        message,
      });
    }),
    { numRuns: 30 },
  );
});
