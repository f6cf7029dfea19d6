import { generateKeyPairSync } from "node:crypto";
import { ApiServer } from "@eks-auth/kubernetes";
import { FakeApiServer, fail } from "@eks-auth/test-kit/fake-api-server";
import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createApiServerKeys } from "../../src/keys/api-server-keys.ts";
import type { LogEvent } from "../../src/logging/log-event.ts";

const issuer = "https://kubernetes.default.svc.cluster.local";
const { publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
const keySet = { keys: [{ ...publicKey.export({ format: "jwk" }), kid: "one" }] };
const header = { alg: "ES256", kid: "one" };
const token = { payload: "", signature: "" };

const folder = useTempFolder();
let fake: FakeApiServer;
let apiServer: ApiServer;

beforeEach(async () => {
  fake = await FakeApiServer.start();
  serveIssuer();
  apiServer = await ApiServer.open({ url: fake.url, readToken: async () => "token" });
});
afterEach(async () => {
  apiServer.close();
  await fake[Symbol.asyncDispose]();
});

/** Lets the API server answer as a real one does: the key set has a type that must be accepted. */
function serveIssuer(documents: { discovery?: object; keys?: object } = {}): void {
  fake.intercept = ({ url, headers }, response) => {
    const isAccepted =
      headers.accept?.includes("application/jwk-set+json") && headers.authorization === "Bearer token";
    if (!isAccepted) {
      fail(response, 406, "NotAcceptable");
    } else if (url === "/.well-known/openid-configuration") {
      response.end(
        JSON.stringify(documents.discovery ?? { issuer, jwks_uri: "https://public.example/jwks" }),
      );
    } else {
      response.end(JSON.stringify(documents.keys ?? keySet));
    }
    return true;
  };
}

function serveFailure(status: number): void {
  fake.intercept = (_request, response) => {
    fail(response, status, "Reason");
    return true;
  };
}

test("finds the issuer and the keys at the API server itself", async () => {
  const found = createApiServerKeys(apiServer);
  expect(() => found.issuer).toThrow("The keys of");
  await found.keys(header, token);
  expect(found.issuer).toBe(issuer);
  expect(fake.requests).toEqual(["GET /.well-known/openid-configuration", "GET /openid/v1/jwks"]);
  await found.keys(header, token);
  expect(fake.requests).toHaveLength(2);
  found.keys.close();
});

test("an API server that is away is no answer about a token, and is logged once", async () => {
  serveFailure(503);
  const events: LogEvent[] = [];
  const found = createApiServerKeys(apiServer, { onLogEvent: (event) => events.push(event) });
  for (let count = 0; count < 3; count++) {
    await expect(found.keys(header, token)).rejects.toMatchObject({
      code: "issuer_unavailable",
      reason: "unreachable",
    });
  }
  expect(found.keys.status).toEqual({ readAt: undefined, failure: "unreachable" });
  expect(() => found.issuer).toThrow(expect.objectContaining({ code: "issuer_unavailable" }));
  expect(events.map(({ code }) => code)).toEqual(["keys_unavailable"]);
  found.keys.close();
});

test.each([
  ["refuses the service account", () => serveFailure(403), "system:service-account-issuer-discovery"],
  ["does not publish its issuer", () => serveFailure(404), "Set issuer and keys"],
  ["has no discovery document", () => serveIssuer({ discovery: { issuer: "" } }), "not an OpenID discovery"],
  ["has no key set", () => serveIssuer({ keys: {} }), "not a JSON Web Key Set"],
])("the error of an API server that %s says so", async (_name, serve, message) => {
  serve();
  const found = createApiServerKeys(apiServer);
  await expect(found.keys(header, token)).rejects.toMatchObject({
    reason: "invalid",
    message: expect.stringContaining(message),
  });
  found.keys.close();
});

test("issuer and keys survive a restart while the API server is away", async () => {
  const cacheFile = folder.resolve("edge.jwks.json");
  const before = createApiServerKeys(apiServer, { cacheFile });
  await before.keys(header, token);
  await expect.poll(() => folder.read("edge.jwks.json").catch(() => "")).toContain(issuer);
  before.keys.close();
  serveFailure(503);
  const after = createApiServerKeys(apiServer, { cacheFile });
  await after.keys(header, token);
  expect(after.issuer).toBe(issuer);
  after.keys.close();
});
