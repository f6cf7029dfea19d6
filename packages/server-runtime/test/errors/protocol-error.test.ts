import { describe, expect, test } from "vitest";
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
  expect(error).toMatchObject({ name: error.constructor.name, status, message });
});

test("405 names the methods that the path takes", () => {
  expect(new runtime.MethodNotAllowedException(["GET", "POST"]).headers).toEqual({ allow: "GET, POST" });
});

describe("an error of one's own", () => {
  test("takes a name, a status, a message and headers", () => {
    const error = new ProtocolError("AccessDenied", 403, "No.", { "www-authenticate": "Basic" });
    expect(error).toMatchObject({
      name: "AccessDenied",
      status: 403,
      message: "No.",
      headers: { "www-authenticate": "Basic" },
    });
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
  ])("is refused with %s, before a host fails to send it", (_, name, status, headers) => {
    expect(() => new ProtocolError(name, status, "No.", headers)).toThrow(TypeError);
  });
});
