import { describe, expect, test } from "vitest";
import type { HttpRequest } from "../../src/index.ts";
import { canonicalRequest, listSigned } from "../../src/sigv4/canonical-request.ts";

// The cases of AWS's test suite for Signature Version 4, by name. Paths are encoded twice, unlike in the suite.
const date = "20150830T123600Z";

describe("path", () => {
  test.each([
    ["get-vanilla", "/", "/"],
    ["get-unreserved", "/-._~09AZaz", "/-._~09AZaz"],
    ["get-utf8", "/%E1%88%B4", "/%25E1%2588%25B4"],
    ["get-space", "/example%20space/", "/example%2520space/"],
    ["get-slash", "//", "/"],
    ["get-slashes", "//example//", "/example/"],
    ["get-slash-dot-slash", "/./", "/"],
    ["get-slash-pointless-dot", "/./example", "/example"],
    ["get-relative", "/example/..", "/"],
    ["get-relative-relative", "/example1/example2/../..", "/"],
    ["a segment of reserved characters", "/a:b@c,d=e", "/a%3Ab%40c%2Cd%3De"],
  ])("%s", (_, path, expected) => {
    expect(linesOf({ path })[1]).toBe(expected);
  });
});

describe("query", () => {
  test.each([
    ["get-vanilla-query", "", ""],
    ["get-vanilla-query-order-key-case", "Param2=value2&Param1=value1", "Param1=value1&Param2=value2"],
    ["get-vanilla-query-order-value", "Param1=value2&Param1=value1", "Param1=value1&Param1=value2"],
    [
      "get-vanilla-query-order-encoded",
      "Param-3=Value3&Param=Value2&%E1%88%B4=Value1",
      "%E1%88%B4=Value1&Param=Value2&Param-3=Value3",
    ],
    ["post-vanilla-empty-query-value", "Param1=", "Param1="],
    ["a key without a value", "acl&a=1", "a=1&acl="],
    ["an encoded equals sign", "a=%3D", "a=%3D"],
  ])("%s", (_, query, expected) => {
    expect(linesOf({ query })[2]).toBe(expected);
  });
});

describe("headers", () => {
  test.each([
    ["get-vanilla", {}, []],
    [
      "get-header-value-multiline",
      { "my-header1": "value1\n  value2\r\n     value3" },
      ["my-header1:value1 value2 value3"],
    ],
    [
      "get-header-value-trim",
      { "my-header2": ' "a   b   c"\t', "my-header1": " value1" },
      ["my-header1:value1", 'my-header2:"a b c"'],
    ],
    ["an empty header", { "my-header1": " " }, ["my-header1:"]],
    [
      "headers that change on their way",
      { "user-agent": "a", te: "b", "proxy-authorization": "c", "sec-ch-ua": "d" },
      [],
    ],
    [
      "headers with similar names",
      { "te-x": "a", "x-te": "b", "x-sec-a": "c" },
      ["te-x:a", "x-sec-a:c", "x-te:b"],
    ],
  ])("%s", (_, headers, expected) => {
    const [, , , ...lines] = linesOf({ headers });
    const names = ["host", ...expected.map((line) => line.split(":")[0]), "x-amz-date"].sort();
    const signed = ["host:example.amazonaws.com", ...expected, `x-amz-date:${date}`].sort();
    expect(lines).toEqual([...signed, "", names.join(";"), "hash"]);
  });

  test("a host in the headers is the one that is sent", () => {
    expect(linesOf({ headers: { host: "other.example.org" } })[3]).toBe("host:other.example.org");
  });
});

function linesOf(parts: Partial<HttpRequest>): string[] {
  const request: HttpRequest = {
    method: "GET",
    protocol: "https:",
    host: "example.amazonaws.com",
    path: "/",
    query: "",
    headers: {},
    body: undefined,
    ...parts,
  };
  const headers = { host: request.host, ...request.headers, "x-amz-date": date };
  return canonicalRequest(request, headers, listSigned(headers), "hash").split("\n");
}
