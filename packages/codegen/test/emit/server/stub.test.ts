import { join } from "node:path";
import type { Handler, HttpResponse } from "@eks-auth/server-runtime";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { thingsModel } from "../../models.ts";
import { type WrittenFiles, writeStub } from "../write-stub.ts";

let stub: WrittenFiles;
let handle: Handler;
let errors: Record<"ThingExists" | "ThingNotFound", new (members?: { message: string }) => Error>;
/** The calls of the implementation, and what it returns: a value, or an error to throw. */
let calls: [operation: string, input: unknown][];
let output: unknown;
let causes: unknown[];

beforeAll(async () => {
  stub = await writeStub(thingsModel);
  const { createThingsHandler, ...exported } = await import(join(stub.directory, "index.ts"));
  errors = exported;
  const method = (name: string) => (input: unknown) => {
    calls.push([name, input]);
    if (output instanceof Error) {
      throw output;
    }
    return output;
  };
  const names = ["getThing", "makeThing", "getSpecialThing", "moveThing", "ping"];
  const service = Object.fromEntries(names.map((name) => [name, method(name)]));
  handle = createThingsHandler(service, { onError: (cause: unknown) => causes.push(cause) });
});
beforeEach(() => {
  [calls, causes] = [[], []];
  output = { id: "ab", made: new Date(1500) };
});
afterAll(() => stub[Symbol.asyncDispose]());

/** Sends a request with a JSON body, and reads the response's body as text. */
async function send(
  method: string,
  path: string,
  body?: unknown,
): Promise<HttpResponse & { readonly body: string }> {
  const bytes = Buffer.from(body === undefined ? "" : JSON.stringify(body));
  const header = (name: string) =>
    name === "content-type" && body !== undefined ? "application/json" : undefined;
  const signal = new AbortController().signal;
  const response = await handle({
    method,
    path,
    query: "",
    signal,
    header,
    headerNames: () => (body === undefined ? [] : ["content-type"]),
    readBody: async () => bytes,
    async *streamBody() {
      yield bytes;
    },
  });
  return { ...response, body: String(response.body) };
}

test("reads an input from path and body, and writes the output", async () => {
  output = {
    id: "ab",
    made: new Date(1500),
    expires: undefined,
    owner: { name: "Ann", home: {}, path: "/" },
  };
  const place = { street: "Main", built: -1 };
  const owner = { name: "Ann", home: place, path: "/a" };
  const response = await send("POST", "/things/ab", {
    name: "x",
    default: "d",
    body: "b",
    expires: 2.5,
    owner,
    place,
  });
  const read = { street: "Main", built: new Date(-1000) };
  expect(calls).toEqual([
    [
      "makeThing",
      {
        name: "x",
        id: "ab",
        default: "d",
        body: "b",
        expires: new Date(2500),
        owner: { name: "Ann", home: read, path: "/a" },
        place: read,
      },
    ],
  ]);
  expect(response).toMatchObject({ status: 201, headers: { "content-type": "application/json" } });
  expect(response.body).toBe('{"id":"ab","made":1.5,"owner":{"name":"Ann","home":{},"path":"/"}}');
  expect(response.headers, "the model has no @cors").not.toHaveProperty("access-control-allow-origin");
});

test("an optional member that is absent or null leaves no key", async () => {
  await send("POST", "/things/ab", { name: "x", default: null, owner: null, place: { street: null } });
  expect(calls[0]?.[1]).toStrictEqual({ name: "x", id: "ab", place: {} });
});

describe("a value of the wrong type is a protocol error:", () => {
  test.each([
    [{ name: 1 }, "Expected a string at /name."],
    [{ name: "x", expires: "2026-01-01" }, "Expected a number of seconds since 1970 at /expires."],
    [{ name: "x", owner: "Ann" }, "Expected an object at /owner."],
    [{ name: "x", owner: { home: { street: false } } }, "Expected a string at /owner/home/street."],
  ])("%j", async (body, message) => {
    const response = await send("POST", "/things/ab", body);
    expect(response).toMatchObject({
      status: 400,
      headers: { "x-amzn-errortype": "SerializationException" },
    });
    expect(JSON.parse(response.body)).toEqual({ message });
    expect(calls).toEqual([]);
  });
});

test("lists violations in the order of the members, including those of nested structures", async () => {
  const response = await send("POST", "/things/a", { owner: { name: "" }, expires: 1 });
  expect(response).toMatchObject({ status: 400, headers: { "x-amzn-errortype": "ValidationException" } });
  const { message } = JSON.parse(response.body);
  expect(message.split(/\. |; /)).toEqual([
    "4 validation errors detected",
    "Value at '/name' failed to satisfy constraint: Member must not be null",
    "Value with length 1 at '/id' failed to satisfy constraint: Member must have length between 2 and 8, inclusive",
    "Value with length 0 at '/owner/name' failed to satisfy constraint: Member must have length greater than or equal to 1",
    "Value at '/owner/home' failed to satisfy constraint: Member must not be null",
  ]);
  expect(calls).toEqual([]);
});

test("matches a pattern only if the length is valid", async () => {
  expect((await send("GET", "/things/A")).body).not.toContain("pattern");
  expect((await send("GET", "/things/AB")).body).toContain(
    "must satisfy regular expression pattern: ^[a-z]+$",
  );
});

describe("routes:", () => {
  test.each([
    ["GET", "/things/ab", "getThing", { id: "ab" }],
    ["POST", "/things/ab", "makeThing", { id: "ab", name: "x" }],
    ["GET", "/things/special", "getSpecialThing", {}],
    // The literal path takes only GET; the label takes the other methods.
    ["POST", "/things/special", "makeThing", { id: "special", name: "x" }],
    ["PUT", "/shelves/a%2Fb/things/cd", "moveThing", { id: "cd", shelf: "a/b", since: new Date(0) }],
    ["GET", "/", "ping", {}],
    // The specification ignores one slash at the end.
    ["GET", "/things/ab/", "getThing", { id: "ab" }],
    ["GET", "/things/special/", "getSpecialThing", {}],
  ])("%s %s calls %s", async (method, path, operation, input) => {
    await send(method, path, method === "GET" ? undefined : { name: "x", since: 0 });
    expect(calls).toEqual([[operation, input]]);
  });

  test.each([
    "/things",
    "/things/",
    "/things//",
    "/things/ab//",
    "/things/ab/cd",
    "/shelves//things/ab",
    "//",
    "/Things/ab",
  ])("%s is an unknown path", async (path) => {
    expect(await send("GET", path)).toMatchObject({
      status: 404,
      headers: { "x-amzn-errortype": "UnknownOperationException" },
    });
  });

  test("a method that a path doesn't take gets a list of those that it takes, each once", async () => {
    const response = await send("DELETE", "/things/special");
    expect(response).toMatchObject({ status: 405, headers: { allow: "GET, POST" } });
    expect((await send("PATCH", "/things/ab")).headers.allow).toBe("GET, POST");
    expect((await send("POST", "/")).headers.allow).toBe("GET");
  });
});

test("sends an error that the operation lists; one that it doesn't list is a 500", async () => {
  output = new errors.ThingExists({ message: "There is one." });
  expect(await send("POST", "/things/ab", { name: "x" })).toMatchObject({
    status: 409,
    headers: { "x-amzn-errortype": "ThingExists" },
    body: '{"message":"There is one."}',
  });
  expect(causes).toEqual([]);
  expect(await send("GET", "/things/ab")).toMatchObject({
    status: 500,
    headers: { "x-amzn-errortype": "InternalFailure" },
    body: '{"message":"The service met an unexpected error."}',
  });
  expect(causes).toEqual([output]);
});

test("an output that doesn't match the model is a 500 whose cause names the path", async () => {
  output = { id: "ab", made: new Date(0), owner: { name: "Ann", home: { built: "now" } } };
  expect((await send("GET", "/things/ab")).status).toBe(500);
  expect(causes).toEqual([new TypeError("The model requires a valid Date at /owner/home/built")]);
});

test("a structure without members is read and written as an empty object", async () => {
  output = {};
  expect((await send("PUT", "/shelves/a/things/cd", { since: 0 })).body).toBe("{}");
  output = { nothing: {} };
  expect((await send("GET", "/")).body).toBe('{"nothing":{}}');
});
