import { expect, test } from "vitest";
import {
  emitServerHandler,
  emitServerIndex,
  emitServerService,
} from "../../../src/emit/server/public-api.ts";
import { emitTypesIndex } from "../../../src/emit/types.ts";
import { member, minimalModel, structure, thingsModel, withChange, withTrait } from "../../models.ts";
import { emitLines } from "../emit-lines.ts";

const withoutCors = [
  '      createInternalError: (message) => new ProtocolError("InternalFailure", 500, message),',
  "    },",
  "    options,",
];

test("a handler binds each operation, in the model's order", async () => {
  const lines = await emitLines(emitServerHandler, thingsModel);
  expect(lines.slice(lines.indexOf("  return createHandler("))).toEqual([
    "  return createHandler(",
    "    {",
    "      operations: {",
    "        GetThing: bindGetThing(service),",
    "        MakeThing: bindMakeThing(service),",
    "        GetSpecialThing: bindGetSpecialThing(service),",
    "        MoveThing: bindMoveThing(service),",
    "        Ping: bindPing(service),",
    "      },",
    "      route: route,",
    ...withoutCors,
    "  );",
    "}",
  ]);
});

test("an implementation that expects a context needs the hook that returns it", async () => {
  const lines = await emitLines(emitServerHandler, withTrait("ex#Things", "smithy.api#title", "All Things"));
  expect(lines.slice(0, 15)).toEqual([
    "/**",
    " * Creates a handler that serves HTTP requests for All Things with your implementation.",
    " *",
    " * @param service - the implementation",
    " * @param options - limits and hooks; `authenticate` is required if the implementation expects a context",
    " */",
    "export function createThingsHandler(service: ThingsService, options?: HandlerOptions): Handler;",
    "export function createThingsHandler<Context>(",
    "  service: ThingsService<Context>,",
    "  options: AuthenticatedHandlerOptions<Context>,",
    "): Handler;",
    "export function createThingsHandler<Context>(",
    "  service: ThingsService<Context>,",
    "  options: HandlerOptions<Context> | AuthenticatedHandlerOptions<Context> = {},",
    "): Handler {",
  ]);
});

test.each([
  ["server", 500, "new Refused({ message })"],
  ["server", 503, 'new ProtocolError("InternalFailure", 500, message)'],
  ["client", 500, 'new ProtocolError("InternalFailure", 500, message)'],
])("with a modelled %s error for status %i, an unexpected error is %s", async (fault, status, created) => {
  const traits = { "smithy.api#error": fault, "smithy.api#httpError": status };
  const lines = await emitLines(emitServerHandler, withChange("ex#Refused", { traits }));
  expect(lines).toContain(`      createInternalError: (message) => ${created},`);
});

test("the trait @cors becomes the handler's policy", async () => {
  const cors = { origin: 'https://"things".example', maxAge: 5, additionalExposedHeaders: ["x-quota"] };
  const lines = await emitLines(emitServerHandler, withTrait("ex#Things", "smithy.api#cors", cors));
  const start = lines.indexOf("      cors: createCors({");
  expect(lines.slice(start, start + 6)).toEqual([
    "      cors: createCors({",
    "        origin: 'https://\"things\".example',",
    "        maxAgeSeconds: 5,",
    '        allowedHeaders: "accept, content-type, amz-sdk-invocation-id, amz-sdk-request, x-amz-user-agent",',
    '        exposedHeaders: "x-amzn-errortype, x-amzn-requestid, x-quota",',
    "      }),",
  ]);
  expect(await emitLines(emitServerHandler, minimalModel())).toEqual(expect.arrayContaining(withoutCors));
});

test("the implementer's interface has a method for each operation, with its errors", async () => {
  const model = withTrait("ex#PutThing", "smithy.api#documentation", "Puts a thing in its place.");
  expect(await emitLines(emitServerService, model)).toEqual([
    "/**",
    " * Implement it, and pass it to {@link createThingsHandler}.",
    " *",
    " * @typeParam Context - the value that the `authenticate` hook returns for a caller",
    " * @see ex#Things",
    " */",
    "export interface ThingsService<Context = undefined> {",
    "  /**",
    "   * Puts a thing in its place.",
    "   *",
    "   * @param input - checked against the model's constraints",
    "   * @param call - the caller, the request's ID, and a signal that aborts if the caller disconnects",
    "   * @throws Refused - status 400",
    "   * @see ex#PutThing",
    "   */",
    "  readonly putThing: (input: PutThingInput, call: Call<Context>) => PutThingOutput | Promise<PutThingOutput>;",
    "}",
  ]);
});

test("the stub's entry point names what is public", async () => {
  const lines = await emitLines(emitServerIndex, minimalModel());
  expect(lines.slice(-4)).toEqual([
    'export type { PutThingInput, PutThingOutput } from "@eks-auth/types";',
    'export { Refused } from "./errors.ts";',
    'export { createThingsHandler } from "./handler.ts";',
    'export type { ThingsService } from "./service.ts";',
  ]);
  const withoutErrors = await emitLines(emitServerIndex, withChange("ex#PutThing", { errors: [] }));
  expect(withoutErrors.join("\n"), "an empty export").not.toContain("./errors.ts");
});

test("the types' entry point names what is public", async () => {
  expect((await emitLines(emitTypesIndex, minimalModel(), "./model.ts")).slice(-3)).toEqual([
    'export { errors } from "./errors.ts";',
    'export type { ErrorName } from "./errors.ts";',
    'export type { PutThingInput, PutThingOutput } from "./model.ts";',
  ]);
});

test("in the entry point the model's names win over the runtime's, and the stub's own over the model's", async () => {
  const message = { message: member("smithy.api#String") };
  const lines = await emitLines(
    emitServerIndex,
    minimalModel({
      "ex#PutThingOutput": structure({
        call: member("Call"),
        service: member("ThingsService"),
        refused: member("Refused"),
        members: member("RefusedMembers"),
      }),
      "ex#Refused": structure(
        { ...message, seconds: member("smithy.api#Integer") },
        { "smithy.api#error": "client" },
      ),
      "ex#Call": structure(message),
      "ex#ThingsService": structure(message),
      "ex#RefusedMembers": structure(message),
    }),
  );
  const text = lines.join("");
  expect(text.slice(0, text.indexOf("server-runtime"))).not.toMatch(/\bCall\b/);
  expect(text.slice(text.indexOf("export type {  Call"))).toBe(
    [
      "export type {  Call,  PutThingInput,  PutThingOutput,  RefusedMembers,  Refused as _Refused,",
      '  ThingsService as _ThingsService,} from "@eks-auth/types";',
      'export { Refused } from "./errors.ts";export type { RefusedMembers_ } from "./errors.ts";',
      'export { createThingsHandler } from "./handler.ts";export type { ThingsService } from "./service.ts";',
    ].join(""),
  );
});
