import { afterAll, expect, test } from "vitest";
import { startDevCluster } from "../../src/dev-cluster/dev-cluster.ts";

const cluster = await startDevCluster();
afterAll(() => cluster.stop());

test("the issuer publishes the same as Kubernetes", async () => {
  const discovery = await fetch(`${cluster.issuer}/.well-known/openid-configuration`);
  expect(discovery.headers.get("content-type")).toBe("application/json");
  expect(await discovery.json()).toEqual({
    issuer: cluster.issuer,
    jwks_uri: `${cluster.issuer}/openid/v1/jwks`,
    response_types_supported: ["id_token"],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: ["RS256", "ES256"],
  });
  const keySet = await fetch(`${cluster.issuer}/openid/v1/jwks`);
  expect(keySet.headers.get("content-type")).toBe("application/jwk-set+json");
  const text = expect.any(String);
  // No "d" or "p": private parts are not published.
  expect(await keySet.json()).toEqual({
    keys: [
      { use: "sig", kty: "RSA", alg: "RS256", kid: text, n: text, e: "AQAB" },
      { use: "sig", kty: "EC", alg: "ES256", kid: text, crv: "P-256", x: text, y: text },
    ],
  });
});

test("the key set must be accepted by its media type, as in Kubernetes", async () => {
  const statusFor = async (accept: string) =>
    (await fetch(`${cluster.issuer}/openid/v1/jwks`, { headers: { accept } })).status;
  expect(await statusFor("application/json")).toBe(406);
  expect(await statusFor("application/json, application/jwk-set+json;q=0.9")).toBe(200);
});

test("the issuer has no other path or method", async () => {
  expect((await fetch(`${cluster.issuer}/constructor`)).status).toBe(404);
  expect((await fetch(`${cluster.issuer}/openid/v1/jwks`, { method: "POST" })).status).toBe(405);
});
