import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ClientOptions, HttpRequest, Transport } from "@eks-auth/client-runtime";
import { root } from "@eks-auth/test-kit/repository";
import ts from "typescript";
import { afterAll, beforeAll, expect, test } from "vitest";
import { emitClientLight } from "../../../src/emit/client-light/client-light.ts";
import { emitModel } from "../../../src/emit/types.ts";
import { type AstShape, UnsupportedModelError } from "../../../src/model/json-ast.ts";
import { resolveService } from "../../../src/model/resolve-service.ts";
import { renderFiles } from "../../../src/print/render-files.ts";
import { label, member, minimalModel, structure } from "../../models.ts";
import { withRules } from "./endpoint-module.ts";
import { assign, builtIns, call, endpoint, ref, tree } from "./rule-sets.ts";

const rules = withRules({
  parameters: {
    ...builtIns,
    Id: { type: "String", required: true, default: "none" },
    Kind: { type: "String", required: true, default: "none" },
    FirstChoice: { type: "String", required: true, default: "none" },
    IsSecond: { type: "Boolean" },
    Token: { type: "String" },
    Names: { type: "stringArray" },
  },
  rules: [
    tree(
      [call("isSet", ref("Names")), assign("last", "getAttr", ref("Names"), "[-1]")],
      endpoint([], "https://last.{last}.org"),
    ),
    endpoint([call("isSet", ref("Token"))], "https://token.{Token}.org"),
    endpoint([call("booleanEquals", ref("IsSecond"), true)], "https://second.{FirstChoice}.org"),
    endpoint([], "https://{Id}.{Kind}.{FirstChoice}.org"),
  ],
}).shapes["ex#Things"] as AstShape;

const model = minimalModel({
  "ex#Things": {
    ...rules,
    traits: {
      ...rules.traits,
      "smithy.rules#clientContextParams": {
        FirstChoice: { type: "string", documentation: "What to choose first." },
        IsSecond: { type: "boolean" },
        Kind: { type: "string" },
        Token: { type: "string" },
      },
    },
  },
  "ex#PutThing": {
    ...(minimalModel().shapes["ex#PutThing"] as AstShape),
    traits: {
      "smithy.api#http": { method: "PUT", uri: "/things/{id}" },
      "smithy.rules#operationContextParams": { Names: { path: "parts[*].name" } },
      "smithy.rules#staticContextParams": { Kind: { value: "static" }, Unknown: { value: true } },
    },
  },
  "ex#Parts": { type: "list", member: member("Part") },
  "ex#Part": structure({ name: member("smithy.api#String") }),
  "ex#PutThingInput": structure({
    id: member("smithy.api#String", { ...label, "smithy.rules#contextParam": { name: "Id" } }),
    parts: member("Parts"),
    kind: member("smithy.api#String", { "smithy.rules#contextParam": { name: "Kind" } }),
  }),
});

let directory: string;
let paths: readonly string[];

beforeAll(async () => {
  const service = resolveService(model);
  const modules = { runtime: "@eks-auth/client-runtime", types: "./model.ts" };
  const files = renderFiles([...emitClientLight(service), emitModel(service)], modules);
  await mkdir(join(root, "build"), { recursive: true });
  directory = await mkdtemp(join(root, "build/parameters-"));
  paths = [...files.keys()].map((path) => join(directory, path));
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

test("the client with its options compiles", async () => {
  const use = join(directory, "use.ts");
  await writeFile(
    use,
    `import { type EndpointParameters, resolveEndpoint, Things, type ThingsOptions } from "./index.ts";
    const options: ThingsOptions = { region: "eu-west-1", firstChoice: "a", isSecond: true };
    new Things(options);
    // @ts-expect-error: it is a string
    new Things({ firstChoice: 1 });
    const parameters: EndpointParameters = { region: "eu-west-1", FirstChoice: "a", Names: ["b"] };
    resolveEndpoint(parameters);
    // @ts-expect-error: it is a string
    resolveEndpoint({ FirstChoice: 1 });
    // @ts-expect-error: the parameters are useFipsEndpoint and FirstChoice
    resolveEndpoint({ useFips: true });`,
  );
  const { config } = ts.readConfigFile(join(root, "tsconfig.base.json"), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const problems = ts.getPreEmitDiagnostics(ts.createProgram([...paths, use], options));
  expect(problems.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"))).toEqual([]);
});

test("a path that the generator doesn't compile is a problem of the model", () => {
  const operation = model.shapes["ex#PutThing"] as AstShape;
  const service = resolveService({
    ...model,
    shapes: {
      ...model.shapes,
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
