import { createServer, type RequestListener } from "node:http";
import { listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { type JWTPayload, SignJWT } from "jose";
import { createIssuerListener } from "../../src/dev-cluster/issuer-listener.ts";
import {
  createClaims,
  generateSigningKey,
  type SigningKey,
} from "../../src/dev-cluster/service-account-token.ts";

/** An issuer whose keys, tokens and responses a test can change. */
export interface TestIssuer {
  readonly issuer: string;
  readonly rsa: SigningKey;
  readonly ec: SigningKey;
  /** The published keys. */
  keys: readonly SigningKey[];
  /** Answers instead of the issuer, if it is set. */
  listener: RequestListener | undefined;
  /** The requested paths. */
  readonly requests: string[];
  /** The claims of a good token, issued at a time in seconds since 1970. */
  claims(issuedAt: number): JWTPayload;
  stop(): Promise<void>;
}

/** An RSA key and an EC key. */
export type TestKeys = readonly [rsa: SigningKey, ec: SigningKey];

/** Generates the keys of an issuer, which takes most of the time to start one. */
export function generateTestKeys(): Promise<TestKeys> {
  return Promise.all([generateSigningKey("RS256"), generateSigningKey("ES256")]);
}

/** @param testKeys - new keys by default */
export async function startTestIssuer(
  testKeys: TestKeys | Promise<TestKeys> = generateTestKeys(),
): Promise<TestIssuer> {
  const [rsa, ec] = await testKeys;
  // Without a keep-alive timeout no connection is closed just when it is reused.
  const server = createServer({ keepAliveTimeout: 0 });
  const { url: issuer, [Symbol.asyncDispose]: close } = await listenOnLoopback(server);
  const testIssuer: TestIssuer = {
    issuer,
    rsa,
    ec,
    keys: [rsa, ec],
    listener: undefined,
    requests: [],
    claims: (issuedAt) =>
      createClaims(
        issuer,
        { namespace: "shop", serviceAccount: "cart", pod: { name: "cart-0", uid: "uid-0" } },
        issuedAt,
      ),
    stop: async () => close(),
  };
  const listener = createIssuerListener(issuer, () => testIssuer.keys);
  server.on("request", (request, response) => {
    testIssuer.requests.push(request.url ?? "");
    (testIssuer.listener ?? listener)(request, response);
  });
  return testIssuer;
}

/** Signs any claims with any headers. */
export function sign(
  claims: JWTPayload,
  { algorithm, id, privateKey }: SigningKey,
  headers: Record<string, unknown> = {},
): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: algorithm, kid: id, ...headers })
    .sign(privateKey, { crit: { "urn:test": true } });
}
