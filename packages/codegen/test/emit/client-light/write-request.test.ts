import { expect, test } from "vitest";
import { emitLightWrite } from "../../../src/emit/client-light/write-request.ts";
import type { AstMember, JsonAst } from "../../../src/model/json-ast.ts";
import { label, member, minimalModel, required, structure, withChange } from "../../models.ts";
import { emitLines } from "../emit-lines.ts";

/** Emits the body of the function for the input of `PutThing`, and what follows. */
async function emitBody(model: JsonAst): Promise<string[]> {
  const lines = await emitLines(emitLightWrite, model);
  return lines.slice(lines.findIndex((line) => line.startsWith("export function requestPutThing(")) + 1);
}

function withInput(members: Readonly<Record<string, AstMember>>, uri = "/things"): JsonAst {
  return minimalModel({
    "ex#PutThingInput": structure(members),
    "ex#PutThing": withChange("ex#PutThing", {
      traits: { "smithy.api#http": { method: "PUT", uri } },
    }).shapes["ex#PutThing"],
  });
}

const string = "smithy.api#String";

test("writes labels into the path, and the other members as a JSON document; optional members only if present", async () => {
  expect(await emitLines(emitLightWrite, minimalModel())).toEqual([
    "/**",
    " * Writes the input of PutThing as a request.",
    " *",
    " * @throws TypeError if the input doesn't have the type that the model declares",
    " * @see ex#PutThingInput",
    " */",
    "export function requestPutThing(input: PutThingInput): RequestParts {",
    "  return {",
    `    path: \`/things/\${writeLabel(input.id, "id")}\`,`,
    '    headers: { "content-type": "application/json" },',
    '    body: JSON.stringify({ name: input.name == null ? undefined : writeString(input.name, "", "name") }),',
    "  };",
    "}",
  ]);
});

test("an operation without input writes only its path", async () => {
  const { input: _, ...operation } = minimalModel().shapes["ex#PutThing"] ?? { type: "operation" };
  const traits = { "smithy.api#http": { method: "PUT", uri: "/things/`all`/" } };
  const lines = await emitLines(emitLightWrite, minimalModel({ "ex#PutThing": { ...operation, traits } }));
  expect(lines.slice(5)).toEqual([
    "export function requestPutThing(): RequestParts {",
    '  return { path: "/things/`all`" };',
    "}",
  ]);
});

test("labels of other types are written as text; a greedy label keeps its slashes", async () => {
  const model = withInput(
    {
      key: member(string, label),
      day: member("smithy.api#Timestamp", label),
      size: member("smithy.api#Long", label),
    },
    "/a`b/{day}/{size}/{key+}/end",
  );
  expect((await emitBody(model)).join("")).toBe(
    "  return {" +
      `    path: \`/a\\\`b/\${writeLabel(dateTimeToText(input.day, "", "day"), "day")}` +
      `/\${writeLabel(longToText(input.size, "", "size"), "size")}/\${writeGreedyLabel(input.key, "key")}/end\`,` +
      "  };}",
  );
});

test("writes the query: literals, members, and last a map, over which the others take precedence", async () => {
  const query = (name: string, more = {}) => ({ "smithy.api#httpQuery": name, ...more });
  const model = withInput(
    {
      page: member("smithy.api#Integer", query("page")),
      since: member("smithy.api#Timestamp", query("since", required)),
      names: member("Names", query("name")),
      others: member("Others", { "smithy.api#httpQueryParams": {} }),
    },
    "/things?kind=new&all",
  );
  const shapes = {
    ...model.shapes,
    "ex#Names": { type: "list", member: member(string) },
    "ex#Others": { type: "map", key: member(string), value: member(string) },
  };
  expect(await emitBody({ ...model, shapes })).toEqual([
    "  const query: QueryParameters = new Map([",
    '    ["kind", "new"],',
    '    ["all", ""],',
    "  ]);",
    "  if (input.page != null) {",
    '    query.set("page", integerToText(input.page, "", "page"));',
    "  }",
    '  query.set("since", dateTimeToText(input.since, "", "since"));',
    "  if (input.names != null) {",
    "    query.set(",
    '      "name",',
    '      input.names.map((item) => writeString(item, "", "names")),',
    "    );",
    "  }",
    "  if (input.others != null) {",
    '    addQueryParams(query, input.others, "others");',
    "  }",
    '  return { path: "/things", query: writeQuery(query) };',
    "}",
  ]);
});

test("writes headers: those of a map first, so that members override them", async () => {
  const header = (name: string, more = {}) => ({ "smithy.api#httpHeader": name, ...more });
  const model = withInput({
    day: member("smithy.api#Timestamp", header("X-Day")),
    names: member("Names", header("X-Names")),
    kind: member(string, header("X-Kind", required)),
    others: member("Others", { "smithy.api#httpPrefixHeaders": "X-" }),
  });
  const shapes = {
    ...model.shapes,
    "ex#Names": { type: "list", member: member(string) },
    "ex#Others": { type: "map", key: member(string), value: member(string) },
  };
  expect(await emitBody({ ...model, shapes })).toEqual([
    "  const headers: Record<string, string> = {};",
    "  if (input.others != null) {",
    '    writePrefixHeaders(headers, input.others, "x-", "", "others");',
    "  }",
    "  if (input.day != null) {",
    '    headers["x-day"] = httpDateToText(input.day, "", "day");',
    "  }",
    "  if (input.names != null) {",
    '    headers["x-names"] = joinHeader(',
    '      input.names.map((item) => quoteHeaderItem(stringToText(item, "", "names"))),',
    "    );",
    "  }",
    '  headers["x-kind"] = stringToText(input.kind, "", "kind");',
    '  return { path: "/things", headers };',
    "}",
  ]);
});

test("headers that are always sent need no variable", async () => {
  const model = withInput({
    kind: member(string, { ...required, "smithy.api#httpHeader": "X-Kind" }),
    name: member(string, required),
  });
  expect((await emitBody(model))[2]).toBe(
    '    headers: { "content-type": "application/json", "x-kind": stringToText(input.kind, "", "kind") },',
  );
});

test("a required member for the content type replaces the type of the body", async () => {
  const model = withInput({
    type: member(string, { ...required, "smithy.api#httpHeader": "Content-Type" }),
    name: member(string, required),
  });
  expect((await emitBody(model))[2]).toBe(
    '    headers: { "content-type": stringToText(input.type, "", "type") },',
  );
});

const payload = { "smithy.api#httpPayload": {} };

test.each<[string, AstMember, string, string]>([
  [
    "an optional blob",
    member("smithy.api#Blob", payload),
    "application/octet-stream",
    'input.it == null ? undefined : requireBytes(input.it, "", "it")',
  ],
  [
    "an optional text",
    member(string, payload),
    "text/plain",
    'input.it == null ? undefined : writeString(input.it, "", "it")',
  ],
  ["a stream", member("Stream", payload), "application/octet-stream", "input.it"],
  [
    "an optional union",
    member("Choice", payload),
    "application/json",
    'input.it == null ? undefined : JSON.stringify(writeChoice(input.it, "", "it"))',
  ],
])("writes a payload with its content type only if it is present: %s", async (_name, it, type, body) => {
  const model = withInput({ it });
  const shapes = {
    ...model.shapes,
    "ex#Stream": { type: "blob", traits: { "smithy.api#streaming": {} } },
    "ex#Choice": { type: "union", members: { a: member(string) } },
  };
  const text = (await emitBody({ ...model, shapes })).join("\n");
  expect(text).toContain(`  if (input.it != null) {\n    headers["content-type"] = "${type}";\n  }`);
  expect(text.replaceAll(/\s+/g, " ")).toContain(`body: ${body}`);
});

test.each([
  ["optional", {}, 'input.it == null ? "{}" : JSON.stringify(writeOwner(input.it, "", "it"))'],
  ["required", required, 'JSON.stringify(writeOwner(input.it, "", "it"))'],
])("a structure as payload is always sent: %s", async (_name, traits, body) => {
  const model = withInput({ it: member("Owner", { ...traits, ...payload }) });
  const shapes = { ...model.shapes, "ex#Owner": structure({ a: member(string, required) }) };
  expect((await emitBody({ ...model, shapes })).slice(0, 5)).toEqual([
    "  return {",
    '    path: "/things",',
    '    headers: { "content-type": "application/json" },',
    `    body: ${body},`,
    "  };",
  ]);
});

test("an absent idempotency token becomes a random UUID, in the body, the query and a header", async () => {
  const token = { "smithy.api#idempotencyToken": {} };
  const model = withInput({
    a: member(string, token),
    b: member(string, { ...token, "smithy.api#httpQuery": "b" }),
    c: member(string, { ...token, "smithy.api#httpHeader": "c" }),
  });
  const text = (await emitBody(model)).join("\n");
  expect(text).toContain('a: writeString(input.a ?? crypto.randomUUID(), "", "a")');
  expect(text).toContain('query.set("b", writeString(input.b ?? crypto.randomUUID(), "", "b"));');
  expect(text).toContain('c: stringToText(input.c ?? crypto.randomUUID(), "", "c")');
});

test("clients send the defaults of structures, but not those of an input or of clientOptional members", async () => {
  const model = withInput({
    kind: member(string, { "smithy.api#default": "new" }),
    // A program that was written before the member existed leaves it out.
    state: member(string, { ...required, "smithy.api#default": "on" }),
    owner: member("Owner"),
  });
  const shapes = {
    ...model.shapes,
    "ex#Owner": structure({
      a: member(string, { "smithy.api#default": "x" }),
      b: member(string, { "smithy.api#default": "x", "smithy.api#clientOptional": {} }),
    }),
  };
  const text = (await emitBody({ ...model, shapes })).join("\n");
  expect(text).toContain('kind: input.kind == null ? undefined : writeString(input.kind, "", "kind"),');
  expect(text).toContain('state: input.state == null ? undefined : writeString(input.state, "", "state"),');
  expect(text).toContain('a: writeString(value.a ?? "x", fullPath, "a"),');
  expect(text).toContain('b: value.b == null ? undefined : writeString(value.b, fullPath, "b"),');
});

test("writes what comes before the endpoint's host", async () => {
  const host = { ...required, "smithy.api#hostLabel": {} };
  const model = withInput({ id: member(string, host), zone: member(string, host) });
  const operation = model.shapes["ex#PutThing"];
  const withPrefix = (hostPrefix: string) => ({
    ...model,
    shapes: {
      ...model.shapes,
      "ex#PutThing": {
        ...operation,
        type: "operation",
        traits: { ...operation?.traits, "smithy.api#endpoint": { hostPrefix } },
      },
    },
  });
  expect((await emitBody(withPrefix("data.{id}-{zone}.")))[1]).toBe(
    `    toHost: prefixHost(\`data.\${writeHostLabel(input.id, "id")}-\${writeHostLabel(input.zone, "zone")}.\`),`,
  );
  expect((await emitBody(withPrefix("data.")))[1]).toBe('    toHost: prefixHost("data."),');
});
