import { createServer, type RequestListener } from "node:http";
import { listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { type JWTPayload, SignJWT } from "jose";
import { afterAll } from "vitest";
import { createIssuerListener } from "../../src/dev-cluster/issuer-listener.ts";
import {
  createClaims,
  generateSigningKey,
  type SigningKey,
} from "../../src/dev-cluster/service-account-token.ts";
import { createIssuerKeys } from "../../src/keys/issuer-keys.ts";
import type { TokenIssuer } from "../../src/keys/key-source.ts";

/** The time of checks, in seconds since 1970. */
export const now = 1_700_000_000;
/** The same time. */
export const moment: Date = new Date(now * 1000);

/** The pod of a good token. */
export const cartPod = { namespace: "shop", serviceAccount: "cart", pod: { name: "cart-0", uid: "uid-0" } };

/** An issuer whose keys, tokens and responses a test can change. */
export interface TestIssuer {
  readonly issuer: string;
  readonly rsa: SigningKey;
  readonly ec: SigningKey;
  /** The issuer for verification, with its keys from its discovery document. */
  readonly trusted: TokenIssuer;
  /** The published keys. */
  keys: readonly SigningKey[];
  /** Answers instead of the issuer, if it is set. */
  listener: RequestListener | undefined;
  /** The requested paths. */
  readonly requests: string[];
  /** Returns the claims of a good token with changes; undefined removes a claim. */
  claims(changes?: Record<string, unknown>, issuedAt?: number): JWTPayload;
  stop(): Promise<void>;
}

type TestKeys = Promise<readonly [rsa: SigningKey, ec: SigningKey]>;

function generateTestKeys(): TestKeys {
  return Promise.all([generateSigningKey("RS256"), generateSigningKey("ES256")]);
}

/** The keys of the first issuer of each file. Generating keys takes most of the time to start an issuer. */
export const sharedKeys: TestKeys = generateTestKeys();

/** Starts an issuer with the shared keys, for the tests of a file. */
export async function useTestIssuer(): Promise<TestIssuer> {
  const issuer = await startTestIssuer(sharedKeys);
  afterAll(() => issuer.stop());
  return issuer;
}

/** @param testKeys - new keys by default */
export async function startTestIssuer(testKeys: TestKeys = generateTestKeys()): Promise<TestIssuer> {
  const [rsa, ec] = await testKeys;
  // Without a keep-alive timeout no connection is closed just when it is reused.
  const server = createServer({ keepAliveTimeout: 0 });
  const { url: issuer, [Symbol.asyncDispose]: close } = await listenOnLoopback(server);
  const testIssuer: TestIssuer = {
    issuer,
    rsa,
    ec,
    trusted: { issuer, keys: createIssuerKeys(issuer) },
    keys: [rsa, ec],
    listener: undefined,
    requests: [],
    claims: (changes = {}, issuedAt = now) =>
      JSON.parse(JSON.stringify({ ...createClaims(issuer, cartPod, issuedAt), ...changes })),
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
