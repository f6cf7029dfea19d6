import { expect, test } from "vitest";
import { emitModelPages, pagesHeader } from "../../../src/emit/pages/model-pages.ts";
import type { JsonAst } from "../../../src/model/json-ast.ts";
import { resolveService } from "../../../src/model/resolve-service.ts";
import { label, member, minimalModel, required, structure } from "../../models.ts";

function emit(model: JsonAst): Record<string, string> {
  return Object.fromEntries(emitModelPages(resolveService(model), model));
}

/** The lines of a page with a text. */
function linesWith(text: string, page = ""): string[] {
  return page.split("\n").filter((line) => line.includes(text));
}

test("a model has an overview, a page for each operation, and one of its errors", () => {
  const pages = emit(minimalModel());
  expect(Object.keys(pages)).toEqual(["index.md", "PutThing.md", "errors.md"]);
  expect(pages["index.md"]).toBe(`${pagesHeader}

# Things

- Service: \`ex#Things\`, version 1
- Protocol: restJson1

## Operations

| operation | request | purpose |
| --- | --- | --- |
| [PutThing](PutThing.md) | \`PUT /things/{id}\` |  |

The model also has [1 error](errors.md).
`);
});

test("members have their place in the message, their value and their documentation in one line", () => {
  const page = emit(
    minimalModel({
      "ex#PutThingInput": structure({
        id: member("smithy.api#String", label),
        tags: member("Tags", {
          "smithy.api#httpQuery": "tag",
          "smithy.api#documentation": "One\n\ntwo | three.",
        }),
        token: member("smithy.api#String", { "smithy.api#idempotencyToken": {} }),
        secret: member("Secret", { "smithy.api#jsonName": "s", ...required }),
        count: member("smithy.api#Integer", { "smithy.api#default": 3, "smithy.api#range": { max: 9 } }),
      }),
      "ex#Tags": { type: "list", member: member("Tag"), traits: { "smithy.api#length": { min: 1, max: 5 } } },
      "ex#Tag": structure({}),
      "ex#Secret": { type: "string", traits: { "smithy.api#sensitive": {}, "smithy.api#pattern": "^a|b$" } },
    }),
  )["PutThing.md"];
  expect(linesWith("| `", page).slice(0, 5)).toEqual([
    "| `id`, required | path | string |  |",
    "| `tags` | query, `tag` | list of [Tag](shapes.md#tag); 1 to 5 items | One two \\| three. |",
    "| `token` | JSON | string; clients fill it with a random UUID |  |",
    "| `secret`, in JSON `s`, required | JSON | string; `^a\\|b$`; secret |  |",
    "| `count` | JSON | integer; at most 9; default `3` |  |",
  ]);
});

test("the sections of shapes are reached from operations and from each other", () => {
  const pages = emit(
    minimalModel({
      "ex#PutThingOutput": structure({ owner: member("Owner") }),
      "ex#Owner": structure({ kind: member("Kind"), self: member("Owner") }),
      "ex#Kind": {
        type: "enum",
        members: {
          BIG: {
            target: "smithy.api#Unit",
            traits: { "smithy.api#enumValue": "big", "smithy.api#documentation": "Large." },
          },
        },
      },
    }),
  );
  expect(pages["PutThing.md"]).toContain("[Owner](shapes.md#owner)");
  expect(pages["shapes.md"]).toContain("## Kind\n\n| value | meaning |\n| --- | --- |\n| `big` | Large. |");
  expect(pages["shapes.md"]).toContain("| `self` | [Owner](#owner) |  |");
});

test.each([
  [{}, 400, "no"],
  [{ "smithy.api#retryable": {} }, 400, "yes"],
  [{ "smithy.api#retryable": { throttling: true } }, 400, "yes, slowly"],
  [{}, 429, "yes, slowly"],
  [{}, 503, "yes"],
  [{}, 501, "no"],
])("an error with the traits %j and the status %i is retried: %s", (traits, status, expected) => {
  const error = structure({}, { "smithy.api#error": "client", "smithy.api#httpError": status, ...traits });
  const pages = emit(minimalModel({ "ex#Refused": error }));
  expect(pages["PutThing.md"]).toContain(`| [Refused](errors.md#refused) | ${status} | ${expected} |  |`);
  expect(pages["errors.md"]).toContain(
    `Status ${status}. Retried: ${expected}. Returned by [PutThing](PutThing.md).`,
  );
});

test("an operation has its traits and examples", () => {
  const page = emit(
    minimalModel({
      "ex#PutThing": {
        type: "operation",
        input: { target: "ex#PutThingInput" },
        output: { target: "ex#PutThingOutput" },
        errors: [{ target: "ex#Refused" }],
        traits: {
          "smithy.api#http": { method: "PUT", uri: "/things/{id}?full" },
          "smithy.api#documentation": "Puts a thing. Twice is once.",
          "smithy.api#idempotent": {},
          "smithy.api#deprecated": { message: "Use NewThing.", since: "2" },
          "smithy.api#examples": [
            { title: "It works", input: { id: "1" }, output: { sizes: [9007199254740993n] } },
            {
              title: "It fails",
              input: { id: "2" },
              error: { shapeId: "ex#Refused", content: { message: "no" } },
            },
          ],
        },
      },
    }),
  )["PutThing.md"];
  expect(page).toContain("**Deprecated** since 2. Use NewThing.");
  expect(page).toContain("PUT /things/{id}?full");
  expect(page).toContain("- Idempotent: the same request twice has the effect of one");
  expect(page).toContain('### It works\n\nInput:\n\n```json\n{\n  "id": "1"\n}\n```\n\nOutput:');
  expect(page).toContain('"sizes": [\n    9007199254740993\n  ]');
  expect(page).toContain('### It fails\n\nInput:\n\n```json\n{\n  "id": "2"\n}\n```\n\nError `Refused`:');
});
