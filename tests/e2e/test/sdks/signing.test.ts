import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { setUpGoSigning } from "../../src/sdks/signing/go.ts";
import { setUpJavaSigning } from "../../src/sdks/signing/java.ts";
import { setUpJavaScriptSigning } from "../../src/sdks/signing/javascript.ts";
import { setUpPythonSigning } from "../../src/sdks/signing/python.ts";
import { setUpRustSigning } from "../../src/sdks/signing/rust.ts";
import type { SigningCall, SigningClient } from "../../src/sdks/signing/signing-client.ts";
import { type SigningService, startSigningService } from "../../src/sdks/signing/signing-service.ts";

const region = "eu-west-1";
const key = { accessKeyId: "SDKEXAMPLE0000000001", secretAccessKey: "canary+of/the+secret=".repeat(2) };
const temporary = { ...key, accessKeyId: "SDKEXAMPLE0000000002", sessionToken: "canary/of+the/token==" };

const isShort = process.env.SDKS_FORM === "short";
const setUps = {
  JavaScript: setUpJavaScriptSigning,
  Python: setUpPythonSigning,
  Go: setUpGoSigning,
  // Maven fetches for half a minute, and cargo builds for more than a minute.
  ...(!isShort && { Java: setUpJavaSigning, Rust: setUpRustSigning }),
};
const installed = await Promise.all(
  Object.entries(setUps).map(([language, setUp]) =>
    prepareOrSkip<readonly SigningClient[]>(`${language}, signing`, setUp),
  ),
);
const clients = installed.flatMap((some) => some ?? []);
let service: SigningService;

beforeAll(async () => {
  service = await startSigningService(region, { "key.json": key, "temporary.json": temporary });
});
afterAll(async () => {
  await service[Symbol.asyncDispose]();
  expect(service.log).not.toContain("canary");
});

async function call(client: SigningClient, changes: Partial<SigningCall> = {}): Promise<string> {
  const { url: endpoint } = service;
  const token = await service.mintToken();
  return client.call({ endpoint, region, cluster: "edge", token, credentials: key, ...changes });
}

describe.concurrent.for(clients)("$name", (client) => {
  test("signs requests that are accepted", async () => {
    expect(await call(client)).toMatch(/^ASIA[A-Z2-7]{16}$/);
  });

  test("signs with a session token", async () => {
    expect(await call(client, { credentials: temporary })).toMatch(/^ASIA[A-Z2-7]{16}$/);
  });

  test.for<[string, Partial<SigningCall>, string]>([
    [
      "another secret",
      { credentials: { ...key, secretAccessKey: "x".repeat(40) } },
      "InvalidSignatureException",
    ],
    ["another region", { region: "eu-west-2" }, "InvalidSignatureException"],
    [
      "an unknown key",
      { credentials: { ...key, accessKeyId: "SDKEXAMPLE0000000009" } },
      "UnrecognizedClientException",
    ],
    [
      "a session token that the key does not have",
      { credentials: { ...key, sessionToken: "t" } },
      "UnrecognizedClientException",
    ],
    ["another cluster", { cluster: "other" }, "AccessDenied"],
  ])("is rejected with %s", async ([, changes, name]) => {
    expect(await call(client, changes)).toBe(name);
  });
});

test("a request without a signature is rejected", async () => {
  const response = await fetch(`${service.url}/clusters/edge/assume-role-for-pod-identity`, {
    method: "POST",
  });
  expect(response.status).toBe(403);
  expect(response.headers.get("x-amzn-errortype")).toBe("MissingAuthenticationTokenException");
});
