import ts from "typescript";
import { expect, test } from "vitest";
import { emitOpenApiDocument, emitWireTypes } from "../../src/emit/openapi.ts";

function response(schema: string) {
  return { content: { "application/json": { schema: { $ref: `#/components/schemas/${schema}` } } } };
}

test("a oneOf is an anyOf in the body of an error, and stays what it is elsewhere", () => {
  const oneOf = [{ $ref: "#/components/schemas/A" }, { $ref: "#/components/schemas/B" }];
  const schemas = {
    Result: { oneOf },
    Refusal: { description: "Refused.", oneOf },
    NotFound: {},
    Shape: { oneOf },
  };
  const responses = { 200: response("Result"), 204: {}, 400: response("Refusal"), 404: response("NotFound") };
  const document = {
    openapi: "3.1.0",
    paths: { "/": { post: { responses } } },
    components: { schemas, x: 1 },
  };
  expect(JSON.parse(emitOpenApiDocument(document))).toEqual({
    ...document,
    components: { schemas: { ...schemas, Refusal: { description: "Refused.", anyOf: oneOf } }, x: 1 },
  });
});

test("the document is text of two spaces and a line break at its end", () => {
  const document = { paths: {}, components: { schemas: {} } };
  expect(emitOpenApiDocument(document)).toBe(
    '{\n  "paths": {},\n  "components": {\n    "schemas": {}\n  }\n}\n',
  );
});

test("patterns are replaced by their translations, or removed", () => {
  const patterns = new Map([
    ["\\_", "_"],
    ["\\X", undefined],
  ]);
  const schemas: Record<string, object> = {
    A: { type: "string", pattern: "\\_" },
    B: { type: "string", pattern: "\\X" },
    C: { type: "object", properties: { pattern: { type: "string", pattern: "^a$" } } },
  };
  const text = emitOpenApiDocument({ paths: {}, components: { schemas } }, patterns);
  expect(JSON.parse(text).components.schemas).toEqual({
    ...schemas,
    A: { type: "string", pattern: "_" },
    B: { type: "string" },
  });
});

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

test("schemas can have the names of types that the file uses or declares", async () => {
  const text = { type: "object", properties: { text: { type: "string" } } };
  const schemas = {
    Record: text,
    components: text,
    operations: text,
    paths: text,
    Empty: { type: "object" },
  };
  const document = {
    openapi: "3.1.0",
    info: { title: "Things", version: "1" },
    paths: {},
    components: { schemas },
  };
  const types = await emitWireTypes(JSON.stringify(document));
  const file = ts.createSourceFile("wire.ts", types, ts.ScriptTarget.ESNext);
  const names = file.statements.flatMap((it) =>
    ts.isTypeAliasDeclaration(it) || ts.isInterfaceDeclaration(it) ? [it.name.text] : [],
  );
  expect(names.toSorted()).toEqual([...new Set(names)].toSorted());
  expect(names).toEqual(expect.arrayContaining(["Record", "Empty", "components", "paths"]));
  expect(types).not.toContain("Record<");
});

test("a member with a default is optional, for requests can omit it, unless it is required", async () => {
  const size = { type: "number", default: 5 };
  const document = {
    openapi: "3.1.0",
    info: { title: "Things", version: "1" },
    paths: {},
    components: {
      schemas: { Thing: { type: "object", properties: { size, width: size }, required: ["width"] } },
    },
  };
  const types = await emitWireTypes(JSON.stringify(document));
  expect(types).toMatch(/\bsize\?: number;/);
  expect(types).toMatch(/\bwidth: number;/);
});
