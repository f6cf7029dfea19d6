import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ClientOptions, HttpRequest, Transport } from "@eks-auth/client-runtime";
import { root } from "@eks-auth/test-kit/repository";
import { afterAll, beforeAll, expect, test } from "vitest";
import { emitClientLight } from "../../../src/emit/client-light/client-light.ts";
import { type AstShape, UnsupportedModelError } from "../../../src/model/json-ast.ts";
import { resolveService } from "../../../src/model/resolve-service.ts";
import { emitParametersClient, parametersModel } from "./parameters-model.ts";

let directory: string;

beforeAll(async () => {
  const files = emitParametersClient();
  await mkdir(join(root, "build"), { recursive: true });
  directory = await mkdtemp(join(root, "build/parameters-"));
  await Promise.all([...files].map(([path, text]) => writeFile(join(directory, path), text)));
});
afterAll(() => rm(directory, { recursive: true }));

/** Calls the operation, and returns the host that the request was sent to. */
async function hostOf(options: object, input: object): Promise<string | undefined> {
  let sent: HttpRequest | undefined;
  const transport: Transport = {
    async send(request) {
      sent = request;
      throw new TypeError("not sent");
    },
    close() {},
  };
  const { Things } = await import(join(directory, "client.ts"));
  const base: ClientOptions = { transport, credentials: null, maxAttempts: 1 };
  await expect(new Things({ ...base, ...options }).putThing(input)).rejects.toThrow("not sent");
  return sent?.host;
}

test("an operation sets parameters, to members of its input and to values", async () => {
  expect(await hostOf({}, { id: "a", kind: "b" })).toBe("a.static.none.org");
});

test("an operation sets a parameter to what a path finds in its input", async () => {
  expect(await hostOf({}, { id: "a", parts: [{ name: "b" }, {}, { name: "c" }] })).toBe("last.c.org");
  expect(await hostOf({}, { id: "a", parts: [] })).toBe("a.static.none.org");
});

test("options of the client are parameters, but those of an operation have precedence", async () => {
  expect(await hostOf({ firstChoice: "c", kind: "d", isSecond: false }, { id: "a" })).toBe("a.static.c.org");
  expect(await hostOf({ firstChoice: "c", isSecond: true }, { id: "a" })).toBe("second.c.org");
});

test("a parameter with the name of an option that every client has gets an underscore", async () => {
  expect(await hostOf({ token_: "t", token: { token: "bearer" } }, { id: "a" })).toBe("token.t.org");
});

test("a path that the generator doesn't compile is a problem of the model", () => {
  const operation = parametersModel.shapes["ex#PutThing"] as AstShape;
  const service = resolveService({
    ...parametersModel,
    shapes: {
      ...parametersModel.shapes,
      "ex#PutThing": {
        ...operation,
        traits: {
          ...operation.traits,
          "smithy.rules#operationContextParams": { Names: { path: "missing" } },
        },
      },
    },
  });
  expect(() => emitClientLight(service)).toThrow(UnsupportedModelError);
});
