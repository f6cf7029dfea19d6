import { createServer } from "node:https";
import { stopClock } from "@eks-auth/test-kit/clocks";
import { ConnectProxy } from "@eks-auth/test-kit/connect-proxy";
import { listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { clearProxies } from "@eks-auth/test-kit/proxy-variables";
import { createSelfSignedCertificate } from "@eks-auth/test-kit/self-signed-certificate";
import { afterAll, describe, expect, test, vi } from "vitest";
import { createIssuerListener } from "../../src/dev-cluster/issuer-listener.ts";
import { createClaims, generateSigningKey } from "../../src/dev-cluster/service-account-token.ts";
import { createIssuerKeys } from "../../src/keys/issuer-keys.ts";
import { verifyToken } from "../../src/token/verify-token.ts";
import { cartPod, moment, now, sign } from "../token/test-issuer.ts";

stopClock();
clearProxies();

const { certificate, privateKey } = createSelfSignedCertificate("issuer");

const key = await generateSigningKey("RS256");
const server = await listenOnLoopback(createServer({ cert: certificate, key: privateKey }));
const { url: issuer } = server;
const listener = createIssuerListener(issuer, () => [key]);
/** Answers with this text instead of the discovery document, if it is set. */
let discovered: string | undefined;

server.server.on("request", (request, response) => {
  discovered === undefined || request.url === "/openid/v1/jwks"
    ? listener(request, response)
    : response.end(discovered);
});
afterAll(() => server[Symbol.asyncDispose]());

async function verify(ca?: string, keySetUrl?: string): Promise<string> {
  const keys = createIssuerKeys(issuer, { ca, keySetUrl });
  const token = await sign(createClaims(issuer, cartPod, now), key);
  return verifyToken(token, { issuer, keys }, moment).then(
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

  test("is read through the proxy of the environment", async () => {
    await using proxy = await ConnectProxy.start();
    vi.stubEnv("HTTPS_PROXY", proxy.url);
    vi.stubEnv("NO_PROXY", "10.0.0.0/8");
    const named = issuer.replace("127.0.0.1", "server.test");
    const keySetUrl = `${named}/openid/v1/jwks`;
    expect(await verify(certificate, keySetUrl)).toBe("accepted");
    expect(proxy.targets).toEqual([`server.test:${server.port}`]);
    proxy.isRefusing = true;
    expect(await verify(certificate, keySetUrl)).toContain(
      `${keySetUrl} did not answer through the proxy at ${new URL(proxy.url).host} (from HTTPS_PROXY) (the proxy answered 502).`,
    );
  });

  test("is not followed to a URL without TLS", async () => {
    discovered = JSON.stringify({ issuer, jwks_uri: "http://127.0.0.1:1/jwks" });
    expect(await verify(certificate)).toContain("the keys of an https issuer must have an https URL.");
    discovered = undefined;
  });
});

test.each([
  ["", "There is no CA certificate"],
  ["-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "can't be parsed"],
])("certificates that are %j are rejected at once", (ca, reason) => {
  expect(() => createIssuerKeys(issuer, { ca })).toThrow(reason);
});
