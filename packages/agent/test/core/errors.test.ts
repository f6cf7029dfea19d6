import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CodedError } from "@eks-auth/server-runtime/coded-error";
import { root } from "@eks-auth/test-kit/repository";
import { describe, expect, test } from "vitest";
import { responses } from "../../src/core/errors.ts";
import { writeRawError } from "../../src/http/responses.ts";
import {
  AgentError,
  type AgentErrorReason,
  ListenError,
  ProxyConfigError,
  RegionError,
  UnsafeEndpointError,
  UpstreamError,
} from "../../src/index.ts";

/** Each row of the table of reasons in docs/errors.md: reason, status and code. */
const documented = Array.from(
  readFileSync(join(root, "docs/errors.md"), "utf8").matchAll(/^\| `(\w+)` +\| (\d+ )?`(\w+)`/gm),
  ([, reason, status, code]) => ({ reason, status: Number(status), code }),
).filter(({ reason, status }) => status > 0 || reason === "api_error");

test("docs/errors.md lists every reason with its status and code", () => {
  const declared = Object.entries(responses).map(([reason, response]) => ({ reason, ...response }));
  const unavailable = { status: 503, code: "ServiceUnavailableException" };
  expect(declared).toContainEqual({ reason: "api_error", ...unavailable });
  // An API's own error has the API's status, so the page has none.
  const expected = declared.map((row) => (row.reason === "api_error" ? { ...row, status: Number.NaN } : row));
  expect(documented.toSorted(byReason)).toEqual(expected.toSorted(byReason));
});

test.each(Object.entries(responses))("the reason %s has its status and code", (name, response) => {
  const reason = name as AgentErrorReason;
  const message = "It failed.";
  expect(new AgentError(reason, message)).toMatchObject({ reason, ...response, message });
  expect(new UpstreamError(reason, message)).toMatchObject({ reason, ...response, dropsCredentials: false });
});

test("an error of the API has the API's status and code", () => {
  const response = { status: 404, code: "ResourceNotFoundException" };
  const error = new UpstreamError("api_error", "It failed.", { response, dropsCredentials: true });
  expect(error).toMatchObject({ reason: "api_error", ...response, dropsCredentials: true });
});

test("a reason that is not in the list cannot reach a response", () => {
  const reason = "canary-secret" as AgentErrorReason;
  const error = new AgentError(reason, "It failed.");
  expect(error).toMatchObject({ reason: "internal", status: 500, code: "InternalServerException" });
  expect(writeRawError(error)).not.toContain("canary");
  const response = { status: 400, code: "BadRequest" };
  expect(writeRawError(new AgentError(reason, "It failed.", response))).toContain('"reason":"internal"');
  // The arguments of an earlier version.
  const old = Reflect.construct(AgentError, [400, "InvalidTokenException", "bad token"]);
  expect(old).toMatchObject({ reason: "internal", status: 500, code: "InternalServerException" });
});

describe("each error has a stable code, and is recognised by its class", () => {
  test.each([
    ["listen_failed", new ListenError({ host: "127.0.0.1", port: 80 }, "EACCES"), ListenError],
    ["proxy_config_invalid", new ProxyConfigError("HTTPS_PROXY"), ProxyConfigError],
    ["endpoint_unsafe", new UnsafeEndpointError("example.org"), UnsafeEndpointError],
    ["region_missing", new RegionError("region_missing", "It failed."), RegionError],
    ["region_invalid", new RegionError("region_invalid", "It failed."), RegionError],
    ["NotFound", new AgentError("not_found", "It failed."), AgentError],
    ["ServiceUnavailableException", new UpstreamError("unreachable", "It failed."), UpstreamError],
  ])("%s", (code, error, Class) => {
    expect(error).toMatchObject({ code, name: Class.name });
    expect(error).toBeInstanceOf(CodedError);
    expect(error).toBeInstanceOf(Class);
  });

  test("an AgentError is no UpstreamError, but an UpstreamError is an AgentError", () => {
    expect(new AgentError("not_found", "It failed.")).not.toBeInstanceOf(UpstreamError);
    expect(new UpstreamError("unreachable", "It failed.")).toBeInstanceOf(AgentError);
  });
});

function byReason(left: { reason?: string | undefined }, right: { reason?: string | undefined }): number {
  return (left.reason ?? "") < (right.reason ?? "") ? -1 : 1;
}
