import { expect, test } from "vitest";
import { emitLightClient } from "../../../src/emit/client-light/client.ts";
import { emitLightIndex } from "../../../src/emit/client-light/index.ts";
import { eventStreamModel } from "../../event-stream-model.ts";
import { member, minimalModel, structure, withTrait } from "../../models.ts";
import { emitLines } from "../emit-lines.ts";

test("the class has a method for each operation", async () => {
  expect(await emitLines(emitLightClient, minimalModel())).toEqual([
    "/** The options of {@link Things}. */",
    "export type ThingsOptions = ClientOptions;",
    "/**",
    " * A client of Things.",
    " *",
    " * @see ex#Things",
    " */",
    "export class Things {",
    "  readonly #client: Client;",
    "  constructor(options: ThingsOptions = {}) {",
    "    this.#client = createClient(service, options, platform);",
    "  }",
    "  /**",
    "   * @param options - a signal that aborts the call, and more headers",
    "   * @throws {Refused} with status 400",
    "   * @throws {ClientError} if the call fails for another reason",
    "   * @see ex#PutThing",
    "   */",
    "  putThing(input: PutThingInput, options?: CallOptions): Promise<WithMetadata<PutThingOutput>> {",
    "    return this.#client.call(putThingOperation, input, options);",
    "  }",
    "  /** Closes the client's own connections, each one when its request ends. */",
    "  close(): void {",
    "    this.#client.close();",
    "  }",
    "}",
  ]);
});

test("an input without required members can be left out", async () => {
  const model = minimalModel({
    "ex#PutThing": {
      ...minimalModel().shapes["ex#PutThing"],
      type: "operation",
      traits: { "smithy.api#http": { method: "PUT", uri: "/things" } },
    },
    "ex#PutThingInput": structure({ name: member("Name") }),
  });
  expect((await emitLines(emitLightClient, model)).join("\n")).toContain(
    "putThing(input: PutThingInput = {}, ",
  );
});

test("an operation Close gets another name than the method that closes the client", async () => {
  const { "ex#PutThing": operation, ...others } = minimalModel().shapes;
  const model = minimalModel({
    ...others,
    "ex#PutThing": undefined,
    "ex#Close": operation,
    "ex#Things": { ...others["ex#Things"], type: "service", operations: [member("Close")] },
  });
  const lines = await emitLines(emitLightClient, model);
  expect(lines.filter((line) => line.includes("close"))).toEqual([
    "  close_(input: PutThingInput, options?: CallOptions): Promise<WithMetadata<PutThingOutput>> {",
    "    return this.#client.call(closeOperation, input, options);",
    "  close(): void {",
    "    this.#client.close();",
  ]);
});

test("the class has the name of the official client", async () => {
  const lines = await emitLines(
    emitLightClient,
    withTrait("ex#Things", "aws.api#service", { sdkId: "All Things" }),
  );
  expect(lines).toContain("export class AllThings {");
  expect(lines).toContain("export type AllThingsOptions = ClientOptions;");
});

test("operations that the client can't have are named", async () => {
  const streams = (await emitLines(emitLightClient, eventStreamModel)).join("\n");
  expect(streams).toMatch(/It lacks \w+, which has an event stream: use the official client for it\./);
  const auth = withTrait("ex#Things", "smithy.api#httpBasicAuth", {});
  const text = (await emitLines(emitLightClient, auth)).join("\n");
  expect(text).toContain("It lacks PutThing, which needs @httpBasicAuth: use the official client for it.");
  expect(text).not.toContain("putThing(");
});

test("the entry point exports the client, the errors, the types, and what users need of the runtime", async () => {
  const model = minimalModel({ "ex#Name": structure({}), "ex#Transport": structure({}) });
  const text = (await emitLines(emitLightIndex, model)).join("\n");
  expect(text).toContain('export { Things } from "./client.ts";');
  expect(text).toContain('export type { ThingsOptions } from "./client.ts";');
  expect(text).toContain('export { Refused } from "./errors.ts";');
  expect(text).toContain('export type { Name, PutThingInput, PutThingOutput } from "@eks-auth/types";');
  expect(text).toMatch(/export \{\n {2}ClientError,\n(.*\n)+\} from "@eks-auth\/server-runtime";/);
});
