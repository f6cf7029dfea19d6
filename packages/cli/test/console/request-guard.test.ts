import type { IncomingMessage } from "node:http";
import { describe, expect, test } from "vitest";
import { checkOrigin } from "../../src/console/request-guard.ts";

const host = "127.0.0.1:8484";
const own = { host, origin: `http://${host}`, "content-type": "application/json" };

function check(method: string, headers: Record<string, string>): string | undefined {
  return checkOrigin({ method, headers } as unknown as IncomingMessage)?.failure.code;
}

describe("a request is allowed", () => {
  test.each([
    ["of the page itself", "POST", { ...own, "sec-fetch-site": "same-origin" }],
    ["with a charset", "PUT", { ...own, "content-type": "application/json; charset=utf-8" }],
    ["of a user who typed the address", "GET", { host, "sec-fetch-site": "none" }],
    [
      "of a link on another page",
      "GET",
      { host, "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" },
    ],
    ["of a program", "GET", { host }],
    [
      "for another loopback name",
      "POST",
      { ...own, host: "localhost:8484", origin: "http://localhost:8484" },
    ],
  ])("%s", (_name, method, headers) => {
    expect(check(method, headers)).toBeUndefined();
  });
});

describe("a request is rejected", () => {
  test.each([
    ["of a name that was rebound", "GET", { host: "evil.example:8484" }, "host_not_allowed"],
    ["without a host", "GET", {}, "host_not_allowed"],
    ["of another origin", "GET", { host, origin: "http://evil.example" }, "origin_not_allowed"],
    [
      "of another port of this machine",
      "POST",
      { ...own, origin: "http://127.0.0.1:3000" },
      "origin_not_allowed",
    ],
    ["of a sandboxed frame", "POST", { ...own, origin: "null" }, "origin_not_allowed"],
    [
      "that changes something, without an origin",
      "DELETE",
      { host, "content-type": "application/json" },
      "origin_not_allowed",
    ],
    [
      "of a script on another site",
      "GET",
      { host, "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors" },
      "origin_not_allowed",
    ],
    ["of a script on another port", "GET", { host, "sec-fetch-site": "same-site" }, "origin_not_allowed"],
    ["that a form can send", "POST", { ...own, "content-type": "text/plain" }, "media_type_not_allowed"],
    [
      "that only looks like JSON",
      "POST",
      { ...own, "content-type": "application/jsonp" },
      "media_type_not_allowed",
    ],
  ])("%s", (_name, method, headers, code) => {
    expect(check(method, headers)).toBe(code);
  });
});
