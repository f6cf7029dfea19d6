import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import * as eventStream from "../../src/event-stream/index.ts";
import * as runtime from "../../src/index.ts";

const { ProtocolError } = runtime;

test.each([
  [new runtime.SerializationException("unreadable"), 400, "unreadable"],
  [new runtime.RequestAbortedException(), 400, "The caller went away."],
  [new runtime.UnknownOperationException(), 404, "No operation has this path."],
  [new runtime.MethodNotAllowedException(["GET", "POST"]), 405, "This path takes GET, POST."],
  [new runtime.NotAcceptableException("text/csv"), 406, "This operation answers with text/csv."],
  [new runtime.RequestEntityTooLargeException(7), 413, "The body is larger than 7 bytes."],
  [new runtime.UnsupportedMediaTypeException("text/csv"), 415, "This operation takes content-type text/csv."],
])("%s is %d", (error, status, message) => {
  expect(error).toBeInstanceOf(ProtocolError);
  const { name } = error.constructor;
  expect(error).toMatchObject({ name, code: name, status, message });
});

test.each([
  [new runtime.OverloadedException(), "The service is busy. Try again later.", { "retry-after": "1" }],
  [new runtime.OperationTimeoutException(), "The operation took too long.", {}],
])(
  "%s is sent as a 503 ServiceUnavailableException, with the code of its class",
  (error, message, headers) => {
    expect(error).toBeInstanceOf(ProtocolError);
    const code = error.constructor.name;
    expect(error).toMatchObject({ name: "ServiceUnavailableException", code, status: 503, message, headers });
  },
);

test("405 lists the methods that the path allows", () => {
  expect(new runtime.MethodNotAllowedException(["GET", "POST"]).headers).toEqual({ allow: "GET, POST" });
});

test("an instance of the base class is not an instance of a subclass", () => {
  const error = new ProtocolError("ServiceUnavailableException", 503, "No.");
  expect(error).not.toBeInstanceOf(runtime.OverloadedException);
  expect(error.code).toBe("ServiceUnavailableException");
});

test("docs/errors.md lists every protocol error with its code", () => {
  const page = readFileSync(new URL("../../../../docs/errors.md", import.meta.url), "utf8");
  const rows = page.split("\n").map((line) => line.split("|").map((cell) => cell.trim()));
  const documented = rows
    .filter(([, , name = "", owner]) => owner === "server-runtime" && name.endsWith("Exception"))
    .map(([, code, name]) => [code, name]);
  const declared = Object.entries({ ...runtime, ...eventStream }).filter(
    ([, value]) => typeof value === "function" && value.prototype instanceof ProtocolError,
  );
  expect(documented.sort()).toEqual(declared.map(([name]) => [`\`${name}\``, name]).sort());
});

describe("a ProtocolError", () => {
  test("takes a name, a status, a message and headers", () => {
    const error = new ProtocolError("AccessDenied", 403, "No.", { "www-authenticate": "Basic" });
    const headers = { "www-authenticate": "Basic" };
    expect(error).toMatchObject({ name: "AccessDenied", status: 403, message: "No.", headers });
  });

  test("needs no headers", () => {
    expect(new ProtocolError("AccessDenied", 403, "No.").headers).toEqual({});
  });

  test.each<[string, string, number, Record<string, string>]>([
    ["a status of success", "Fine", 200, {}],
    ["a status beyond HTTP", "Odd", 1000, {}],
    ["half a status", "Odd", 400.5, {}],
    ["an empty name", "", 400, {}],
    ["a name in two lines", "A\r\nset-cookie: a=b", 400, {}],
    ["a name beyond ASCII", "Müde", 400, {}],
    ["a header in two lines", "Fine", 400, { "x-a": "1\r\nset-cookie: a=b" }],
    ["a header beyond Latin-1", "Fine", 400, { "x-a": "名" }],
    ["a header with a bad name", "Fine", 400, { "x a": "1" }],
  ])("can't have %s", (_, name, status, headers) => {
    expect(() => new ProtocolError(name, status, "No.", headers)).toThrow(TypeError);
  });
});
