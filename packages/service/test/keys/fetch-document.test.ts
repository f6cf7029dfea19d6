import { once } from "node:events";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createIssuerListener } from "../../src/dev-cluster/issuer-listener.ts";
import { generateSigningKey, type SigningKey } from "../../src/dev-cluster/service-account-token.ts";
import { createIssuerKeys } from "../../src/keys/issuer-keys.ts";
import { verifyToken } from "../../src/token/verify-token.ts";
import { stopClock } from "../stopped-clock.ts";
import { createSelfSignedCertificate } from "../token/self-signed-certificate.ts";
import { sign, startTestIssuer } from "../token/test-issuer.ts";

stopClock();

const now = 1_700_000_000;
const { certificate, privateKey } = createSelfSignedCertificate("issuer");

let server: Server;
let key: SigningKey;
let issuer: string;
let respond: (path: string, issuer: string) => string | undefined;

beforeAll(async () => {
  key = await generateSigningKey("RS256");
  server = createServer({ cert: certificate, key: privateKey }).listen(0, "127.0.0.1");
  await once(server, "listening");
  issuer = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const listener = createIssuerListener(issuer, () => [key]);
  respond = () => undefined;
  server.on("request", (request, response) => {
    const body = respond(request.url ?? "", issuer);
    body === undefined ? listener(request, response) : response.end(body);
  });
});
afterAll(async () => {
  server.close();
  server.closeAllConnections();
  await once(server, "close");
});

async function judge(ca?: string): Promise<string> {
  const keys = createIssuerKeys(issuer, { ca });
  const source = await startTestIssuer();
  const token = await sign({ ...source.claims(now), iss: issuer }, key);
  await source.stop();
  return verifyToken(token, { issuer, keys }, new Date(now * 1000)).then(
    () => "accepted",
    (error: Error) => error.message,
  );
}

describe("an issuer whose certificate is from a private authority", () => {
  test("is read where that is trusted", async () => {
    expect(await judge(certificate)).toBe("accepted");
    expect(
      await judge(`a comment\n${createSelfSignedCertificate("other").certificate}\n${certificate}`),
    ).toBe("accepted");
  });

  test("is not read where it isn't", async () => {
    expect(await judge()).toContain("(DEPTH_ZERO_SELF_SIGNED_CERT)");
    expect(await judge(createSelfSignedCertificate("other").certificate)).toContain("did not answer (");
  });

  test("is not followed to another place, nor to one without TLS", async () => {
    respond = (path, itself) =>
      path.startsWith("/.well-known")
        ? JSON.stringify({ issuer: itself, jwks_uri: "http://127.0.0.1:1/jwks" })
        : undefined;
    expect(await judge(certificate)).toContain("an https issuer's keys must be at an https URL.");
    respond = () => undefined;
  });
});

test.each([
  ["", "has no certificate"],
  ["/etc/ca.pem", "has no certificate"],
  ["-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "can't be read"],
])("certificates that are %j are refused at once", (ca, reason) => {
  expect(() => createIssuerKeys(issuer, { ca })).toThrow(reason);
});
