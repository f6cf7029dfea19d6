import { expect, test } from "vitest";
import { emitLightPagination } from "../../../src/emit/client-light/pagination.ts";
import type { AstShape, JsonAst } from "../../../src/model/json-ast.ts";
import { member, minimalModel, structure, withChange } from "../../models.ts";
import { emitLines } from "../emit-lines.ts";

const text = member("smithy.api#String");

/** Creates a model whose operation has these members, and returns its results in pages. */
function paginated(
  input: Readonly<Record<string, ReturnType<typeof member>>>,
  output: AstShape,
  settings: object,
  ofService: object = {},
): JsonAst {
  const { shapes } = minimalModel();
  return minimalModel({
    "ex#Things": { ...withChange("ex#Things", {}).shapes["ex#Things"], ...ofService } as AstShape,
    "ex#PutThing": {
      ...(shapes["ex#PutThing"] as AstShape),
      traits: { "smithy.api#http": { method: "GET", uri: "/things" }, "smithy.api#paginated": settings },
    },
    "ex#PutThingInput": structure(input),
    "ex#PutThingOutput": output,
    "ex#Page": structure({ next: text }),
  });
}

async function bodyOf(model: JsonAst): Promise<string> {
  const lines = await emitLines(emitLightPagination, model);
  return lines.slice(lines.findIndex((line) => line.startsWith("export function"))).join("\n");
}

test("a paginator has the tokens of the operation, and the size of pages as an option", async () => {
  const model = paginated({ token: text, size: member("smithy.api#Integer") }, structure({ next: text }), {
    inputToken: "token",
    outputToken: "next",
    pageSize: "size",
  });
  expect(await bodyOf(model)).toBe(`export function paginatePutThing(
  client: Pick<Things, "putThing">,
  input: PutThingInput,
  options: SizedPaginationOptions = {},
): AsyncGenerator<WithMetadata<PutThingOutput>, void, undefined> {
  return paginate(
    { ...input, size: input.size ?? options.pageSize },
    "token",
    options,
    (page, callOptions) => client.putThing(page, callOptions),
    (output) => output.next,
  );
}`);
});

test("settings of the service are those of operations that omit them", async () => {
  const ofService = {
    traits: {
      "aws.protocols#restJson1": {},
      "smithy.api#paginated": { inputToken: "token", outputToken: "next", pageSize: "other" },
    },
  };
  const model = paginated({ token: text }, structure({ next: text }), {}, ofService);
  expect(await bodyOf(model)).toContain(`  options: PaginationOptions = {},
): AsyncGenerator<WithMetadata<PutThingOutput>, void, undefined> {
  return paginate(
    input,
    "token",
`);
});

test("the token of the next page can be in a structure, and the size a long", async () => {
  const model = paginated(
    { token: text, size: member("smithy.api#Long") },
    structure({ page: member("Page") }),
    { inputToken: "token", outputToken: "page.next", pageSize: "size" },
  );
  const body = await bodyOf(model);
  expect(body).toContain("(output) => output.page?.next,");
  expect(body.replaceAll(/\s+/g, " ")).toContain(
    "size: input.size ?? (options.pageSize === undefined ? undefined : BigInt(options.pageSize)) },",
  );
});

test("a size that the input must have is not an option", async () => {
  const required = member("smithy.api#Integer", { "smithy.api#required": {} });
  const model = paginated({ token: text, size: required }, structure({ next: text }), {
    inputToken: "token",
    outputToken: "next",
    pageSize: "size",
  });
  expect(await bodyOf(model)).toContain("options: PaginationOptions = {},");
});
