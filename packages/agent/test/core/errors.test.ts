import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CodedError } from "@eks-auth/server-runtime/coded-error";
import { root } from "@eks-auth/test-kit/repository";
import { describe, expect, test } from "vitest";
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

const unavailable = [503, "ServiceUnavailableException"] as const;

/** Every reason, with status and code on the wire. */
const reasons: Readonly<Record<AgentErrorReason, readonly [number, string]>> = {
  bad_request: [400, "BadRequest"],
  expired_token: [400, "ExpiredTokenException"],
  headers_too_large: [431, "RequestHeaderFieldsTooLarge"],
  host_not_allowed: [403, "AccessDeniedException"],
  invalid_token: [400, "InvalidTokenException"],
  method_not_allowed: [405, "MethodNotAllowed"],
  missing_token: [400, "MissingAuthenticationTokenException"],
  not_found: [404, "NotFound"],
  rate_limited: [429, "ThrottlingException"],
  request_timeout: [408, "RequestTimeout"],
  too_many_calls: [429, "ThrottlingException"],
  too_many_connections: [429, "ThrottlingException"],
  internal: [500, "InternalServerException"],
  api_error: unavailable,
  bad_response: unavailable,
  caller_refused: unavailable,
  no_signing_credentials: unavailable,
  unreachable: unavailable,
  upstream_config_invalid: unavailable,
};
const list = Object.entries(reasons) as [AgentErrorReason, readonly [number, string]][];

test.each(list)("the reason %s has its status and code", (reason, [status, code]) => {
  const message = "It failed.";
  expect(new AgentError(reason, message)).toMatchObject({ reason, status, code, message });
  expect(new UpstreamError(reason, message)).toMatchObject({ reason, status, code, dropsCredentials: false });
});

test("docs/errors.md lists every reason with its code", () => {
  const lines = readFileSync(join(root, "docs/errors.md"), "utf8").split("\n");
  for (const [reason, [, code]] of list) {
    const row = lines.find((line) => line.startsWith("| ") && line.includes(`\`${reason}\``));
    expect(row, reason).toContain(`\`${code}\``);
  }
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
