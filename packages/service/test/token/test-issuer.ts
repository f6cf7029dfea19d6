import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { type JWTPayload, SignJWT } from "jose";
import { createIssuerListener } from "../../src/dev-cluster/issuer-listener.ts";
import {
  generateSigningKey,
  type SigningKey,
  writeClaims,
} from "../../src/dev-cluster/service-account-token.ts";

/** An issuer whose keys, tokens and answers a test can bend. */
export interface TestIssuer {
  readonly issuer: string;
  readonly rsa: SigningKey;
  readonly ec: SigningKey;
  /** What is published. */
  keys: readonly SigningKey[];
  /** Answers instead of the issuer where it is set. */
  listener: RequestListener | undefined;
  /** The paths that were asked for. */
  readonly requests: string[];
  /** The claims of a good token, issued at a time in seconds since 1970. */
  claims(issuedAt: number): JWTPayload;
  stop(): Promise<void>;
}

export async function startTestIssuer(): Promise<TestIssuer> {
  const [rsa, ec] = await Promise.all([generateSigningKey("RS256"), generateSigningKey("ES256")]);
  // A connection that is kept is not closed just when it is used again.
  const server = createServer({ keepAliveTimeout: 0 }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const itself: TestIssuer = {
    issuer,
    rsa,
    ec,
    keys: [rsa, ec],
    listener: undefined,
    requests: [],
    claims: (issuedAt) =>
      writeClaims(
        issuer,
        { namespace: "shop", serviceAccount: "cart", pod: { name: "cart-0", uid: "uid-0" } },
        issuedAt,
      ),
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
  const listener = createIssuerListener(issuer, () => itself.keys);
  server.on("request", (request, response) => {
    itself.requests.push(request.url ?? "");
    (itself.listener ?? listener)(request, response);
  });
  return itself;
}

/** Signs any claims under any headers. */
export function sign(
  claims: JWTPayload,
  { algorithm, id, privateKey }: SigningKey,
  headers: Record<string, unknown> = {},
): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: algorithm, kid: id, ...headers })
    .sign(privateKey, { crit: { "urn:test": true } });
}
