import { expect, test } from "vitest";
import { emitServerRoute } from "../../../src/emit/server/route.ts";
import { member, minimalModel, thingsModel } from "../../models.ts";
import { emitLines } from "../emit-lines.ts";

test("lists the operations with method and uri, in the model's order", async () => {
  expect(await emitLines(emitServerRoute, thingsModel)).toEqual([
    "/** The names of the service's operations. */",
    'export type OperationName = "GetThing" | "MakeThing" | "GetSpecialThing" | "MoveThing" | "Ping";',
    "/** Finds the operation of a request. */",
    "export const route: Router<OperationName> = createRouter<OperationName>([",
    '  ["GetThing", "GET", "/things/{id}"],',
    '  ["MakeThing", "POST", "/things/{id}"],',
    '  ["GetSpecialThing", "GET", "/things/special"],',
    '  ["MoveThing", "PUT", "/shelves/{shelf}/things/{id}"],',
    '  ["Ping", "GET", "/"],',
    "]);",
  ]);
});

test.each([
  ["/a/{rest+}/end", "/a/{rest+}/end"],
  ["/a/?list&kind=b=c", "/a?list&kind=b=c"],
  ["/?kind=", "/?kind"],
])("prints %s", async (uri, printed) => {
  const operation = { type: "operation", traits: { "smithy.api#http": { method: "GET", uri } } };
  const service = {
    type: "service",
    operations: [member("A")],
    traits: { "aws.protocols#restJson1": {} },
  };
  const lines = await emitLines(emitServerRoute, minimalModel({ "ex#Things": service, "ex#A": operation }));
  expect(lines.at(-1)).toContain(`["A", "GET", ${JSON.stringify(printed)}]`);
});
