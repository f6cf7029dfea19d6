import { describe, expect, test, vi } from "vitest";
import { prefixHost } from "../../src/bindings/path.ts";
import type { RequestParts, ServiceDefinition } from "../../src/client/operation.ts";
import type { ClientOptions } from "../../src/client/options.ts";
import { createPrepareCall } from "../../src/client/prepare-call.ts";
import { platform } from "../../src/platform/node.ts";
import { greet, greetingService } from "../greeting-service.ts";

/** Prepares a call of an operation that writes these parts. */
function prepare(
  options: ClientOptions,
  parts: Partial<RequestParts> = {},
  changes: Partial<typeof greet & ServiceDefinition> = {},
) {
  const operation = { ...greet, write: () => ({ path: "/greetings", ...parts }), ...changes };
  return createPrepareCall({ ...greetingService, ...changes }, options, platform)(
    operation,
    { name: "Ada" },
    {},
  );
}

describe("the endpoint", () => {
  test.each([
    ["https://example.org", "https:", "example.org", "/greetings"],
    ["https://EXAMPLE.org:443/", "https:", "example.org", "/greetings"],
    ["http://example.org:8480/base", "http:", "example.org:8480", "/base/greetings"],
    ["http://example.org:8480/base/v1/", "http:", "example.org:8480", "/base/v1/greetings"],
    ["http://[::1]:8480", "http:", "[::1]:8480", "/greetings"],
    ["http://127.0.0.1", "http:", "127.0.0.1", "/greetings"],
  ])("%s", async (endpoint, protocol, host, path) => {
    const [request] = await prepare({ endpoint });
    expect(request).toMatchObject({ protocol, host, path, query: "" });
  });

  test.each([
    "",
    "example.org",
    "ftp://example.org",
    "https://user:password@example.org",
    "https://example.org?query",
    "https://example.org#fragment",
  ])("can't be %j", async (endpoint) => {
    const error = await prepare({ endpoint }).catch((error) => error);
    expect(error).toMatchObject({ name: "EndpointError", code: "invalid_endpoint", attempts: 0 });
    expect(error.message).not.toMatch("password");
  });

  test("is found by the parameters of the client and of the operation", async () => {
    const resolveEndpoint = vi.fn(() => ({
      url: "https://found.example.org",
      headers: { "X-Found": "yes" },
    }));
    const options = { region: "eu-west-1", useFipsEndpoint: true, useDualstackEndpoint: false };
    const [request] = await prepare(
      options,
      {},
      { resolveEndpoint, endpointParameters: ({ name }) => ({ Bucket: name }) },
    );
    expect(resolveEndpoint).toHaveBeenCalledExactlyOnceWith({
      region: "eu-west-1",
      useFipsEndpoint: true,
      useDualstackEndpoint: false,
      Bucket: "Ada",
    });
    expect(request).toMatchObject({ host: "found.example.org", headers: { "x-found": "yes" } });
  });

  test.each([
    ["https://example.org", "data.example.org"],
    ["https://1and1.example.org", "data.1and1.example.org"],
    ["http://127.0.0.1:80", "127.0.0.1"],
    ["http://127.0.0.1:8480", "127.0.0.1:8480"],
    ["http://[::1]:8480", "[::1]:8480"],
  ])("gets the host prefix, if it isn't an address: %s", async (endpoint, host) => {
    const [request] = await prepare({ endpoint }, { toHost: prefixHost("data.") });
    expect(request.host).toBe(host);
  });
});

test("the endpoint has what to sign for, if the rules don't set it", async () => {
  const options = { endpoint: "https://example.org", region: "eu-west-1" };
  const [, endpoint] = await prepare(options);
  expect(endpoint).toMatchObject({ signingRegion: "eu-west-1", signingName: "greeting" });
  const resolveEndpoint = () => ({ url: "https://example.org", signingRegion: "r", signingName: "n" });
  const [, own] = await prepare(options, {}, { resolveEndpoint });
  expect(own).toMatchObject({ signingRegion: "r", signingName: "n" });
});
