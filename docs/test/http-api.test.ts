import { expect, test } from "vitest";
import { formatHttpApi } from "../src/http-api.ts";
import type { OpenApiDocument } from "../src/open-api.ts";

const document: OpenApiDocument = {
  info: { title: "Things", version: "1", description: "Keeps things." },
  paths: {
    "/things/{id}": {
      put: {
        operationId: "PutThing",
        description: "Puts a thing.",
        parameters: [
          {
            name: "id",
            in: "path",
            required: true,
            description: "Which\n\nthing.",
            schema: { type: "string", minLength: 1, maxLength: 9, pattern: "^a|b$" },
            examples: { one: { summary: "A thing", description: "It works.", value: "a b" } },
          },
        ],
        requestBody: {
          content: {
            "application/json": {
              schema: { $ref: "#/components/schemas/Thing" },
              examples: { one: { value: { tags: [] } } },
            },
          },
        },
        responses: {
          "200": {
            content: { "application/json": { schema: {}, examples: { one: { value: { ok: true } } } } },
          },
          "400": { content: { "application/json": { schema: { $ref: "#/components/schemas/Errors400" } } } },
        },
      },
    },
  },
  components: {
    schemas: {
      Thing: {
        type: "object",
        required: ["tags"],
        properties: {
          tags: { type: "array", items: { $ref: "#/components/schemas/Tag" } },
          parent: { $ref: "#/components/schemas/Thing" },
        },
      },
      Tag: { type: "object", properties: { key: { type: "string", description: "The name." } } },
      Errors400: {
        anyOf: [
          { $ref: "#/components/schemas/Refused" },
          { $ref: "#/components/schemas/BadResponseContent" },
        ],
      },
    },
  },
};
const page = formatHttpApi(document, "../things.json", "/model/things/index.md");

/** The page without the padding of its tables. */
const text = page.replaceAll(/ +\|/g, " |");

test("parameters, fields and errors are listed with their limits; an object that contains itself ends", () => {
  expect(text).toContain("| `id` in path, required | string; 1 to 9 characters; `^a\\|b$` | Which thing. |");
  expect(text).toContain("| `tags`, required | array of object |");
  expect(text).toContain("| `tags[].key` | string | The name. |");
  expect(text).toContain("| `parent` | object |");
  expect(text).not.toContain("`parent.parent`");
  expect(text).toContain("| 400 | `Refused`, `Bad` |");
});

test("an example is shown as it is sent and received", () => {
  expect(page).toContain(`### A thing

It works.

\`\`\`http
PUT /things/a%20b
content-type: application/json

{
  "tags": []
}
\`\`\`

\`\`\`http
HTTP/1.1 200
content-type: application/json

{
  "ok": true
}
\`\`\``);
});
