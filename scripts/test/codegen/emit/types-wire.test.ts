import { expect, test } from "vitest";
import { emitWireTypes } from "../../../codegen/emit/types-wire.ts";

test("each schema of the document has an alias under its own name", async () => {
  const text = { type: "object", properties: { text: { type: "string" } }, required: ["text"] };
  const document = {
    openapi: "3.1.0",
    info: { title: "Things", version: "1" },
    paths: {},
    components: { schemas: { Thing: text, ThingNotFoundResponseContent: text } },
  };
  const types = await emitWireTypes(JSON.stringify(document));
  expect(types).toMatch(/^\/\/ Generated from the Smithy model\. Do not edit/);
  expect(types).toContain('export type Thing = components["schemas"]["Thing"];'.replaceAll('"', "'"));
  expect(types).toContain("export type ThingNotFoundResponseContent = components['schemas']");
});
