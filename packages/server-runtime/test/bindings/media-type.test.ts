import { describe, expect, test } from "vitest";
import { hasMediaType } from "../../src/bindings/media-type.ts";
import { NotAcceptableException, requireAccepts } from "../../src/index.ts";
import { makeRequest } from "../routed-request.ts";

describe("hasMediaType", () => {
  test.each([
    "application/json",
    "application/json;charset=utf-8",
    "application/json ; charset=utf-8",
    "Application/JSON",
    " application/json\t",
    "application/json;",
  ])("finds JSON in %j", (header) => {
    expect(hasMediaType(header, "application/json")).toBe(true);
  });

  test.each([
    "",
    "json",
    "application/jsonp",
    "application/hal+json",
    "application/x-amz-json-1.1",
    "text/plain; application/json",
    "application/*",
  ])("finds no JSON in %j", (header) => {
    expect(hasMediaType(header, "application/json")).toBe(false);
  });
});

describe("requireAccepts", () => {
  function acceptJson(accept: string | undefined): void {
    const headers: Record<string, string> = accept === undefined ? {} : { accept };
    requireAccepts(makeRequest({ headers }), "application/json");
  }

  test.each([
    undefined,
    "",
    "*/*",
    "application/json",
    "application/*",
    "APPLICATION/JSON",
    "application/json;q=0.5",
    "application/json; charset=utf-8",
    "text/html,application/json",
    "text/html;q=0.5, */*;q=0.1",
    "text/html, application/* ; q=0.001",
    "application/json, */*;q=0",
    "application/json;q=0, application/json;version=1",
    'application/json;profile="a,b"',
  ])("passes if the client accepts %j", (accept) => {
    expect(() => acceptJson(accept)).not.toThrow();
  });

  test.each([
    "text/html",
    "application/hal+json",
    "text/*",
    "application/xml, text/plain;q=0.5",
    "json",
    "application/json;q=0",
    "application/json; Q=0.000",
    "*/*;q=0",
    "application/json;q=0, */*",
    "application/*;q=0, */*;q=0.5",
  ])("throws if the client accepts %j", (accept) => {
    expect(() => acceptJson(accept)).toThrow(new NotAcceptableException("application/json"));
  });
});
