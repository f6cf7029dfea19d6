import type { IncomingMessage } from "node:http";
import { describe, expect, test } from "vitest";
import { hasBody, readTokenText } from "../../src/endpoint/credentials-request.ts";

/** Creates what is read of a request. Node.js's parser would not let all of them through. */
function createRequest(
  headers: readonly string[],
  rest: { url?: string; method?: string } = {},
): IncomingMessage {
  return { url: "/v1/credentials", method: "GET", rawHeaders: headers, ...rest } as IncomingMessage;
}

describe("the token's text is read", () => {
  const read = (...headers: string[]) => readTokenText(createRequest(headers), (host) => host === "a");

  test("from the Authorization header, in any case and without surrounding spaces", () => {
    expect(read("Host", "a", "AUTHORIZATION", " e.e.e\u00a0")).toBe("e.e.e");
  });

  test("if another header's name is as long", () => {
    expect(read("Date", "x", "Host", "a", "Content-Types", "x", "Authorization", "e.e.e")).toBe("e.e.e");
  });

  test.each([
    ["host_not_allowed", ["Host", "b", "Authorization", "e.e.e"]],
    ["host_not_allowed", ["Authorization", "e.e.e"]],
    ["bad_request", ["Host", "a", "HOST", "b", "Authorization", "e.e.e"]],
    ["missing_token", ["Host", "a"]],
    ["missing_token", ["Host", "a", "Authorization", " \t"]],
  ])("or %s: %j", (reason, headers) => {
    expect(() => read(...headers)).toThrow(expect.objectContaining({ reason }));
  });

  test.each([
    ["not_found", { url: "/" }],
    ["not_found", { url: "/v1/credentials/" }],
    ["not_found", { url: "http://a/v1/credentials" }],
    ["not_found", { url: undefined }],
    ["method_not_allowed", { method: "POST" }],
  ])("or %s: %j", (reason, rest) => {
    const request = createRequest(["Host", "a", "Authorization", "e.e.e"], rest as { url?: string });
    expect(() => readTokenText(request, () => true)).toThrow(expect.objectContaining({ reason }));
  });

  test("at a path with a query", () => {
    const request = createRequest(["Authorization", "e.e.e"], { url: "/v1/credentials?a=b" });
    expect(readTokenText(request, () => true)).toBe("e.e.e");
  });
});

test.each<[string[], boolean]>([
  [[], false],
  [["Content-Length", "0"], false],
  [["Content-Length", "1"], true],
  [["Transfer-Encoding", "chunked"], true],
  [["Content-Length", "0", "transfer-encoding", "chunked"], true],
])("a request with the headers %j has a body: %s", (headers, expected) => {
  expect(hasBody(createRequest(headers))).toBe(expected);
});
