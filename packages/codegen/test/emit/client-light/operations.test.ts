import { expect, test } from "vitest";
import { emitLightOperations } from "../../../src/emit/client-light/operations.ts";
import { emitLightService } from "../../../src/emit/client-light/service.ts";
import type { JsonAst, Traits } from "../../../src/model/json-ast.ts";
import { member, minimalModel, structure, withTrait } from "../../models.ts";
import { emitLines } from "../emit-lines.ts";

const sigv4 = { "aws.auth#sigv4": { name: "things" } };

function withTraits(service: Traits, operation: Traits = {}): JsonAst {
  const model = minimalModel();
  const add = (id: string, traits: Traits) => {
    const shape = model.shapes[id] ?? { type: "operation" };
    return { ...shape, traits: { ...shape.traits, ...traits } };
  };
  return minimalModel({
    "ex#Things": add("ex#Things", service),
    "ex#PutThing": add("ex#PutThing", operation),
  });
}

test("an operation has its functions and the classes of its errors", async () => {
  expect(await emitLines(emitLightOperations, minimalModel())).toEqual([
    "/**",
    " * Describes PutThing for the runtime.",
    " *",
    " * @see ex#PutThing",
    " */",
    "export const putThingOperation: Operation<PutThingInput, PutThingOutput> = {",
    '  method: "PUT",',
    "  write: requestPutThing,",
    "  read: receivePutThing,",
    "  errors: { Refused: Refused },",
    "};",
  ]);
});

test("an operation that returns nothing reads nothing", async () => {
  const { output: _, ...operation } = minimalModel().shapes["ex#PutThing"] ?? { type: "operation" };
  for (const changes of [{ "ex#PutThing": operation }, { "ex#PutThingOutput": structure({}) }]) {
    const lines = await emitLines(emitLightOperations, minimalModel(changes));
    expect(lines).toContain("export const putThingOperation: Operation<PutThingInput, object> = {");
    expect(lines).toContain("  read: () => ({}),");
  }
});

test.each([
  ["aws.auth#unsignedPayload", "  write: (input) => leaveUnsigned(requestPutThing(input)),"],
  ["smithy.api#httpChecksumRequired", "  write: (input) => addContentMd5(requestPutThing(input)),"],
])("a trait for the body: %s", async (trait, line) => {
  expect(await emitLines(emitLightOperations, withTrait("ex#PutThing", trait, {}))).toContain(line);
});

test.each([
  [["gzip"], "  write: (input) => compressBody(requestPutThing(input)),"],
  [["br", "gzip"], "  write: (input) => compressBody(requestPutThing(input)),"],
  [["br"], "  write: requestPutThing,"],
])("a body that can be compressed by %j", async (encodings, line) => {
  const model = withTrait("ex#PutThing", "smithy.api#requestCompression", { encodings });
  expect(await emitLines(emitLightOperations, model)).toContain(line);
});

test("a stream whose length must be known is read before", async () => {
  const model = minimalModel({
    "ex#PutThingInput": structure({ it: member("Stream", { "smithy.api#httpPayload": {} }) }),
    "ex#Stream": { type: "blob", traits: { "smithy.api#streaming": {}, "smithy.api#requiresLength": {} } },
  });
  expect((await emitLines(emitLightOperations, model)).join("\n")).toContain(
    "  write: (input) => collectBody(requestPutThing(input)),",
  );
});

test("a streamed output isn't read before", async () => {
  const model = minimalModel({
    "ex#PutThingOutput": structure({ it: member("Stream", { "smithy.api#httpPayload": {} }) }),
    "ex#Stream": { type: "blob", traits: { "smithy.api#streaming": {} } },
  });
  expect(await emitLines(emitLightOperations, model)).toContain("  outputStream: outputStream,");
});

const bearer = { "smithy.api#httpBearerAuth": {} };

test.each<[string, Traits, Traits, string[], string | undefined]>([
  ["none", {}, {}, ["auth: [noAuth]"], undefined],
  ["of the service", sigv4, {}, ["auth: [sigV4]"], undefined],
  ["in the order of IDs", { ...bearer, ...sigv4 }, {}, ["auth: [sigV4, bearer]"], undefined],
  [
    "in the order of the model",
    { ...bearer, ...sigv4, "smithy.api#auth": ["smithy.api#httpBearerAuth", "aws.auth#sigv4"] },
    {},
    ["auth: [bearer, sigV4]"],
    undefined,
  ],
  [
    "without those that clients don't have",
    { ...sigv4, "smithy.api#httpBasicAuth": {} },
    {},
    ["auth: [sigV4]"],
    undefined,
  ],
  ["optional", sigv4, { "smithy.api#optionalAuth": {} }, ["auth: [sigV4]"], "auth: [sigV4, noAuth]"],
  ["switched off", sigv4, { "smithy.api#auth": [] }, ["auth: [sigV4]"], "auth: [noAuth]"],
])("schemes of authentication: %s", async (_name, service, operation, serviceLines, operationLine) => {
  const model = withTraits(service, operation);
  const serviceText = (await emitLines(emitLightService, model)).join("\n");
  for (const line of serviceLines) {
    expect(serviceText).toContain(line);
  }
  const operationText = (await emitLines(emitLightOperations, model)).join("\n");
  expect(/auth: .*\]/.exec(operationText)?.[0]).toBe(operationLine);
});

test("a service has its names", async () => {
  const model = withTraits({ ...sigv4, "aws.api#service": { sdkId: "Things Of All" } });
  expect((await emitLines(emitLightService, model)).slice(5)).toEqual([
    "export const service: ServiceDefinition<EndpointParameters> = {",
    '  id: "Things-Of-All",',
    '  signingName: "things",',
    "  auth: [sigV4],",
    "  resolveEndpoint: resolveEndpoint,",
    "};",
  ]);
  const plain = (await emitLines(emitLightService, minimalModel())).join("\n");
  expect(plain).toContain('id: "Things"');
  expect(plain).toContain("signingName: undefined");
});
