import { createServer } from "node:https";
import { stopClock } from "@eks-auth/test-kit/clocks";
import { type LoopbackServer, listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { createSelfSignedCertificate } from "@eks-auth/test-kit/self-signed-certificate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createIssuerListener } from "../../src/dev-cluster/issuer-listener.ts";
import { generateSigningKey, type SigningKey } from "../../src/dev-cluster/service-account-token.ts";
import { createIssuerKeys } from "../../src/keys/issuer-keys.ts";
import { verifyToken } from "../../src/token/verify-token.ts";
import { sign, startTestIssuer } from "../token/test-issuer.ts";

stopClock();

const now = 1_700_000_000;
const { certificate, privateKey } = createSelfSignedCertificate("issuer");

let server: LoopbackServer;
let key: SigningKey;
let issuer: string;
let respond: (path: string, issuer: string) => string | undefined;

beforeAll(async () => {
  key = await generateSigningKey("RS256");
  server = await listenOnLoopback(createServer({ cert: certificate, key: privateKey }));
  issuer = server.url;
  const listener = createIssuerListener(issuer, () => [key]);
  respond = () => undefined;
  server.server.on("request", (request, response) => {
    const body = respond(request.url ?? "", issuer);
    body === undefined ? listener(request, response) : response.end(body);
  });
});
afterAll(() => server[Symbol.asyncDispose]());

async function verify(ca?: string): Promise<string> {
  const keys = createIssuerKeys(issuer, { ca });
  const source = await startTestIssuer();
  const token = await sign({ ...source.claims(now), iss: issuer }, key);
  await source.stop();
  return verifyToken(token, { issuer, keys }, new Date(now * 1000)).then(
    () => "accepted",
    (error: Error) => error.message,
  );
}

describe("an issuer with a certificate of a private CA", () => {
  test("is read if the CA is trusted", async () => {
    expect(await verify(certificate)).toBe("accepted");
    expect(
      await verify(`a comment\n${createSelfSignedCertificate("other").certificate}\n${certificate}`),
    ).toBe("accepted");
  });

  test("is not read if the CA is not trusted", async () => {
    expect(await verify()).toContain("(DEPTH_ZERO_SELF_SIGNED_CERT)");
    expect(await verify(createSelfSignedCertificate("other").certificate)).toContain("did not answer (");
  });

  test("is not followed to a URL without TLS", async () => {
    respond = (path, itself) =>
      path.startsWith("/.well-known")
        ? JSON.stringify({ issuer: itself, jwks_uri: "http://127.0.0.1:1/jwks" })
        : undefined;
    expect(await verify(certificate)).toContain("the keys of an https issuer must have an https URL.");
    respond = () => undefined;
  });
});

test.each([
  ["", "has no certificate"],
  ["/etc/ca.pem", "has no certificate"],
  ["-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "can't be parsed"],
])("certificates that are %j are rejected at once", (ca, reason) => {
  expect(() => createIssuerKeys(issuer, { ca })).toThrow(reason);
});
