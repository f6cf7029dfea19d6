import { describe, expect, test, vi } from "vitest";
import { bearer } from "../../src/auth/bearer.ts";
import { noAuth } from "../../src/auth/no-auth.ts";
import { sigV4 } from "../../src/auth/sigv4.ts";
import { createAuthenticate } from "../../src/client/authenticate.ts";
import type { AuthScheme, Endpoint } from "../../src/client/operation.ts";
import type { ClientOptions } from "../../src/client/options.ts";
import type { HttpRequest } from "../../src/http/request.ts";
import { platform } from "../../src/platform/node.ts";
import { greet, greetingService } from "../greeting-service.ts";
import { createRequest } from "../transport-requests.ts";

const request = createRequest("https://example.org", { headers: { "x-test": "1" } });
const date = new Date("2026-01-02T03:04:05Z");
const credentials = { accessKeyId: "AKID", secretAccessKey: "secret" };
const token = { token: "abc" };

/** Authenticates a request of an operation that supports these schemes. */
function authenticate(
  auth: readonly AuthScheme[],
  options: ClientOptions,
  endpoint: Partial<Endpoint> = {},
): Promise<HttpRequest> {
  const run = createAuthenticate(greetingService, options, platform);
  return run(
    request,
    { ...greet, auth },
    { url: "https://example.org", signingRegion: options.region, signingName: "greeting", ...endpoint },
    date,
  );
}

const scope = (region: string, service: string) =>
  expect.stringMatching(`Credential=AKID/20260102/${region}/${service}/aws4_request`);

describe("the scheme of a request", () => {
  test.each([
    ["a signature", [sigV4, bearer], { credentials, token }, scope("eu-west-1", "greeting")],
    ["a token, if it is the first one", [bearer, sigV4], { credentials, token }, "Bearer abc"],
    ["a token, if there are no credentials", [sigV4, bearer], { token }, "Bearer abc"],
    ["a token, if there is to be no signature", [sigV4, bearer], { token, credentials: null }, "Bearer abc"],
    ["a signature, if there is no token", [bearer, sigV4], { credentials }, scope("eu-west-1", "greeting")],
    ["none, if the operation has none", [noAuth], { credentials }, undefined],
    ["none, if it is the last one", [sigV4, noAuth], {}, undefined],
    ["none, if the client is to send no signature", [sigV4], { credentials: null }, undefined],
  ] as const)("is %s", async (_what, auth, options, expected) => {
    const { headers } = await authenticate(auth, { region: "eu-west-1", ...options });
    expect(headers.authorization).toEqual(expected);
    expect(headers["x-test"]).toBe("1");
  });

  test("is the service's, if the operation has none", async () => {
    const run = createAuthenticate(greetingService, { region: "eu-west-1", credentials }, platform);
    const { headers } = await run(
      request,
      greet,
      { url: "https://example.org", signingRegion: "eu-west-1", signingName: "greeting" },
      date,
    );
    expect(headers).toMatchObject({
      authorization: scope("eu-west-1", "greeting"),
      "x-amz-date": "20260102T030405Z",
    });
  });
});

test("the endpoint can set what to sign for", async () => {
  const endpoint = { signingRegion: "us-east-1", signingName: "other" };
  const { headers } = await authenticate([sigV4], { region: "eu-west-1", credentials }, endpoint);
  expect(headers.authorization).toEqual(scope("us-east-1", "other"));
});

test("a signature needs a region", async () => {
  await expect(authenticate([sigV4], { credentials })).rejects.toMatchObject({
    code: "invalid_endpoint",
    message: "Set the client's option `region`.",
  });
});

test.each([
  ["no option", {}],
  ["a function without a result", { credentials: async () => undefined as never }],
  ["credentials that aren't complete", { credentials: { accessKeyId: "AKID" } as never }],
])("%s is an error that says what to do", async (_what, options) => {
  await expect(authenticate([sigV4, bearer], { region: "eu-west-1", ...options })).rejects.toMatchObject({
    name: "CredentialsError",
    code: "no_credentials",
    message: "Set the client's option `credentials`; null means requests without a signature.",
  });
});

test("the error of a function is passed on", async () => {
  const failure = new Error("no network");
  const options = { region: "eu-west-1", credentials: vi.fn().mockRejectedValue(failure) };
  await expect(authenticate([sigV4], options)).rejects.toBe(failure);
});
