import { join } from "node:path";
import type { Handler } from "@eks-auth/server-runtime";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { AstMember, AstShape, JsonAst } from "../../../src/model/json-ast.ts";
import { label, member, structure } from "../../models.ts";
import { type WrittenFiles, writeStub } from "../write-stub.ts";

function get(uri: string, input: string): AstShape {
  return {
    type: "operation",
    traits: { "smithy.api#http": { method: "GET", uri } },
    input: { target: `ex#${input}` },
  };
}

const named = (name: string, target = "smithy.api#String"): AstMember =>
  member(target, { "smithy.api#httpQuery": name });

const uris = {
  Get: "/boxes/{key+}",
  GetTags: "/boxes/{key+}?tags",
  GetLids: "/boxes/{key+}?kind=lid",
};

const model: JsonAst = {
  smithy: "2.0",
  shapes: {
    "ex#Depot": {
      type: "service",
      operations: [...Object.keys(uris), "Search", "SearchAll"].map((name) => member(name)),
      traits: { "aws.protocols#restJson1": {} },
    },
    ...Object.fromEntries(Object.entries(uris).map(([name, uri]) => [`ex#${name}`, get(uri, "Key")])),
    "ex#Key": structure({ key: member("smithy.api#String", label) }),
    "ex#Search": get("/search", "SearchInput"),
    "ex#SearchInput": structure({
      text: named("q"),
      limit: named("n", "smithy.api#Integer"),
      words: named("w", "Words"),
      all: member("Texts", { "smithy.api#httpQueryParams": {} }),
    }),
    "ex#SearchAll": get("/search-all", "SearchAllInput"),
    "ex#SearchAllInput": structure({
      text: named("q"),
      all: member("Lists", { "smithy.api#httpQueryParams": {} }),
    }),
    "ex#Words": { type: "list", member: member("smithy.api#String") },
    "ex#Texts": { type: "map", key: member("smithy.api#String"), value: member("smithy.api#String") },
    "ex#Lists": { type: "map", key: member("smithy.api#String"), value: member("Words") },
  },
};

let stub: WrittenFiles;
let handle: Handler;
let calls: unknown[];

beforeAll(async () => {
  stub = await writeStub(model);
  const { createDepotHandler } = await import(join(stub.directory, "index.ts"));
  const names = [...Object.keys(uris), "Search", "SearchAll"].map(
    (name) => name.charAt(0).toLowerCase() + name.slice(1),
  );
  const methods = names.map((name) => [name, (input: unknown) => void calls.push([name, input])]);
  handle = createDepotHandler(Object.fromEntries(methods));
});
beforeEach(() => {
  calls = [];
});
afterAll(() => stub[Symbol.asyncDispose]());

async function send(target: string): Promise<number> {
  const [path = "", query = ""] = target.split("?");
  const { status } = await handle({
    method: "GET",
    path,
    query,
    signal: new AbortController().signal,
    header: () => undefined,
    headerNames: () => [],
    readBody: async () => new Uint8Array(),
    async *streamBody() {},
  });
  return status;
}

test.each([
  ["/boxes/a/b", "get", "a/b"],
  ["/boxes/a/b/", "get", "a/b"],
  ["/boxes//a%2Fb%2F", "get", "/a/b/"],
  ["/boxes/a?tags", "getTags", "a"],
  ["/boxes/a?x&tags=yes", "getTags", "a"],
  ["/boxes/a?kind=lid", "getLids", "a"],
  ["/boxes/a?kind=lids", "get", "a"],
])("%s calls %s", async (target, operation, key) => {
  expect(await send(target)).toBe(200);
  expect(calls).toEqual([[operation, { key }]]);
});

/** @see https://smithy.io/2.0/spec/http-bindings.html#httpqueryparams-trait */
describe("a parameter of several members", () => {
  test("gives a member that isn't a list its first value, and the map of texts too", async () => {
    await send("/search?q=a+b&q=c&n=1&n=x&w=d&w=e&other=%2B");
    const all = { q: "a b", n: "1", w: "d", other: "+" };
    expect(calls).toEqual([["search", { text: "a b", limit: 1, words: ["d", "e"], all }]]);
  });

  test("gives a map of lists all values", async () => {
    await send("/search-all?q=a&q=b&other");
    expect(calls).toEqual([["searchAll", { text: "a", all: { q: ["a", "b"], other: [""] } }]]);
  });

  test("that is absent leaves no key", async () => {
    await send("/search?");
    expect(calls).toEqual([["search", {}]]);
  });
});
