import { once } from "node:events";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { generateSigningKey } from "../../src/dev-cluster/service-account-token.ts";
import { createIssuerKeys } from "../../src/keys/issuer-keys.ts";
import { IssuerUnavailableError } from "../../src/keys/key-source.ts";
import type { KeyProblem } from "../../src/logging/log-event.ts";
import { InvalidTokenError } from "../../src/token/token-error.ts";
import { verifyToken } from "../../src/token/verify-token.ts";
import { endAfter, expectSoon, stopClock } from "../stopped-clock.ts";
import { sign, startTestIssuer, type TestIssuer } from "../token/test-issuer.ts";

stopClock();

const start = 1_700_000_000;

let issuer: TestIssuer;
let now: number;

beforeEach(async () => {
  now = start;
  issuer = await startTestIssuer();
});
afterEach(() => issuer.stop());

function passSeconds(seconds: number): void {
  now += seconds;
}

/** A verifier with an empty key cache. */
function createVerifier(name: string = issuer.issuer): (token: string) => Promise<unknown> {
  const clock = () => new Date(now * 1000);
  const trusted = { issuer: name, keys: createIssuerKeys(name, { now: clock }) };
  return (token) => verifyToken(token, trusted, clock());
}

async function unavailability(): Promise<string> {
  const verify = createVerifier();
  const error = await verify(await sign(issuer.claims(now), issuer.rsa)).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(IssuerUnavailableError);
  return (error as Error).message.replaceAll(issuer.issuer, "ISSUER");
}

const discovery = "/.well-known/openid-configuration";
const keySet = "/openid/v1/jwks";

describe("keys are read", () => {
  test("once in 10 minutes", async () => {
    const verify = createVerifier();
    const token = await sign(issuer.claims(now), issuer.rsa);
    await Promise.all([verify(token), verify(token)]);
    passSeconds(599);
    await verify(token);
    expect(issuer.requests).toEqual([discovery, keySet]);
    passSeconds(1);
    await verify(token);
    expect(issuer.requests).toEqual([discovery, keySet, discovery, keySet]);
  });

  test("once for 1,000 unknown keys", async () => {
    const verify = createVerifier();
    await verify(await sign(issuer.claims(now), issuer.rsa));
    passSeconds(30);
    issuer.requests.length = 0;
    const tokens = await Promise.all(
      Array.from({ length: 1000 }, (_, index) =>
        sign(issuer.claims(now), issuer.ec, { kid: `unknown-${index}` }),
      ),
    );
    const together = await Promise.allSettled(tokens.slice(0, 500).map(verify));
    for (const token of tokens.slice(500)) {
      await expect(verify(token)).rejects.toBeInstanceOf(InvalidTokenError);
    }
    expect(together.every(({ status }) => status === "rejected")).toBe(true);
    expect(issuer.requests).toEqual([discovery, keySet]);
  });

  test("anew for a key that has come, and one that has gone is refused", async () => {
    const verify = createVerifier();
    const oldToken = await sign(issuer.claims(now), issuer.rsa);
    await verify(oldToken);
    const newKey = await generateSigningKey("RS256");
    issuer.keys = [newKey];
    const newToken = await sign(issuer.claims(now), newKey);
    passSeconds(29);
    await expect(verify(newToken)).rejects.toMatchObject({ check: "key" });
    passSeconds(1);
    await expect(verify(newToken)).resolves.toBeDefined();
    await expect(verify(oldToken)).rejects.toMatchObject({ check: "key" });
  });

  test("through a rotation with overlap without any refusal", async () => {
    const verify = createVerifier();
    const oldToken = await sign(issuer.claims(now), issuer.rsa);
    const newKey = await generateSigningKey("RS256");
    const newToken = await sign(issuer.claims(now), newKey);
    await verify(oldToken);
    issuer.keys = [issuer.rsa, newKey];
    passSeconds(30);
    await expect(verify(newToken)).resolves.toBeDefined();
    await expect(verify(oldToken)).resolves.toBeDefined();
    issuer.keys = [newKey];
    passSeconds(599);
    await expect(verify(oldToken)).resolves.toBeDefined();
    passSeconds(1);
    await expect(verify(oldToken)).rejects.toMatchObject({ check: "key" });
    await expect(verify(newToken)).resolves.toBeDefined();
  });

  test("once for 1,000 unknown keys while that fails", async () => {
    const verify = createVerifier();
    const known = await sign(issuer.claims(now), issuer.rsa);
    await verify(known);
    passSeconds(31);
    issuer.requests.length = 0;
    issuer.listener = (_request, response) => response.writeHead(500).end();
    const unknown = await sign(issuer.claims(now), issuer.ec, { kid: "unknown" });
    for (let count = 0; count < 1000; count++) {
      // Nobody can say whether the key is a new one.
      await expect(verify(unknown)).rejects.toBeInstanceOf(IssuerUnavailableError);
    }
    passSeconds(29);
    await expect(verify(unknown)).rejects.toBeInstanceOf(IssuerUnavailableError);
    await expect(verify(known)).resolves.toBeDefined();
    expect(issuer.requests).toEqual([discovery]);
    passSeconds(1);
    issuer.listener = undefined;
    await expect(verify(unknown)).rejects.toBeInstanceOf(InvalidTokenError);
    expect(issuer.requests).toEqual([discovery, discovery, keySet]);
  });

  test("again 3 s after a failure, and not before", async () => {
    const verify = createVerifier();
    const token = await sign(issuer.claims(now), issuer.rsa);
    issuer.listener = (_request, response) => response.writeHead(500).end();
    await expect(verify(token)).rejects.toBeInstanceOf(IssuerUnavailableError);
    passSeconds(2);
    await expect(verify(token)).rejects.toThrow("answered 500");
    expect(issuer.requests).toEqual([discovery]);
    issuer.listener = undefined;
    passSeconds(1);
    await expect(verify(token)).resolves.toBeDefined();
  });

  test("though the clock was set back", async () => {
    const verify = createVerifier();
    await verify(await sign(issuer.claims(now), issuer.rsa));
    passSeconds(-7200);
    issuer.requests.length = 0;
    await verify(await sign(issuer.claims(now), issuer.rsa));
    expect(issuer.requests).toEqual([discovery, keySet]);
  });

  test("while their first reader has gone", async () => {
    const verify = createVerifier();
    const token = await sign(issuer.claims(now), issuer.rsa);
    const asked = Promise.withResolvers<() => void>();
    issuer.listener = (_request, response) => {
      issuer.listener = undefined;
      asked.resolve(() => {
        response.end(JSON.stringify({ issuer: issuer.issuer, jwks_uri: `${issuer.issuer}${keySet}` }));
      });
    };
    const first = verify(token);
    const answer = await asked.promise;
    await expect(endAfter(900, first)).rejects.toBeInstanceOf(IssuerUnavailableError);
    const next = verify(token);
    answer();
    await expect(next).resolves.toBeDefined();
    expect(issuer.requests).toEqual([discovery, keySet]);
  });
});

describe("an issuer is unavailable where it", () => {
  test("is down", async () => {
    const token = await sign(issuer.claims(now), issuer.rsa);
    const verify = createVerifier("http://127.0.0.1:1");
    await expect(verify(token)).rejects.toThrow(
      "The keys of http://127.0.0.1:1 can't be had: http://127.0.0.1:1/.well-known/openid-configuration did not answer",
    );
  });

  test("forbids anonymous callers", async () => {
    issuer.listener = (_request, response) => response.writeHead(403).end();
    expect(await unavailability()).toBe(
      "The keys of ISSUER can't be had: ISSUER/.well-known/openid-configuration answered 403; bind the cluster role system:service-account-issuer-discovery to the group system:unauthenticated.",
    );
  });

  test("names another issuer", async () => {
    issuer.listener = (_request, response) =>
      response.end(
        JSON.stringify({ issuer: "https://other.example", jwks_uri: `${issuer.issuer}${keySet}` }),
      );
    expect(await unavailability()).toContain('names another issuer, "https://other.example".');
    expect(issuer.requests).toEqual([discovery]);
  });

  test.each([discovery, keySet])("redirects at %s", async (path) => {
    const good = issuer.issuer;
    issuer.listener = (request, response) => {
      if (request.url === path) {
        response.writeHead(302, { location: `${good}/elsewhere` }).end();
      } else {
        response.end(JSON.stringify({ issuer: good, jwks_uri: `${good}${keySet}` }));
      }
    };
    expect(await unavailability()).toContain(`ISSUER${path} answered 302.`);
    expect(issuer.requests).not.toContain("/elsewhere");
  });

  test("answers without end", async () => {
    issuer.listener = (_request, response) => {
      const chunk = Buffer.alloc(65_536, " ");
      const more = (): void => {
        while (!response.destroyed && response.write(chunk));
        response.once("drain", more);
      };
      more();
    };
    expect(await unavailability()).toContain("answered with more than 262144 bytes.");
  });

  test.each(["", "<html>", "[]", '{"issuer":1}'])("answers with %j", async (body) => {
    issuer.listener = (_request, response) => response.end(body);
    expect(await unavailability()).toContain("is not an OpenID discovery document.");
  });

  test("has keys that are none", async () => {
    issuer.listener = (request, response) =>
      response.end(
        request.url === discovery
          ? JSON.stringify({ issuer: issuer.issuer, jwks_uri: `${issuer.issuer}${keySet}` })
          : '{"keys":"none"}',
      );
    expect(await unavailability()).toBe(
      "The keys of ISSUER can't be had: ISSUER/openid/v1/jwks is not a JSON Web Key Set.",
    );
  });

  test("answers and then breaks off", async () => {
    issuer.listener = (_request, response) => {
      response.writeHead(200, { "content-length": 100 }).write("{", () => response.destroy());
    };
    expect(await unavailability()).toContain("broke off its answer (UND_ERR_SOCKET).");
  });

  test("answers with 10 MB that are small when compressed", async () => {
    const content = gzipSync(Buffer.alloc(10_000_000, " "));
    issuer.listener = (_request, response) =>
      response.writeHead(200, { "content-encoding": "gzip" }).end(content);
    expect(await unavailability()).toContain("answered with more than 262144 bytes.");
  });

  test("answers too slowly for 5 s, which a caller learns after 900 ms", async () => {
    const problems: KeyProblem[] = [];
    const keys = createIssuerKeys(issuer.issuer, { onProblem: (problem) => problems.push(problem) });
    const answer = Promise.withResolvers<{ ended: Promise<unknown> }>();
    issuer.listener = (_request, response) => {
      const drips = setInterval(() => response.write(" "), 100);
      response.on("close", () => clearInterval(drips));
      answer.resolve({ ended: once(response, "close") });
    };
    const token = await sign(issuer.claims(now), issuer.rsa);
    const verified = verifyToken(token, { issuer: issuer.issuer, keys }, new Date(now * 1000));
    const { ended } = await answer.promise;
    await expect(endAfter(900, verified)).rejects.toThrow("they did not come within 900 ms.");
    expect(problems).toEqual([]);
    await endAfter(4100, ended);
    await expectSoon(() => problems).toEqual([
      { state: "begins", message: expect.stringContaining("due to timeout") },
    ]);
  });

  test("has its keys where anyone could change them", async () => {
    issuer.listener = (_request, response) =>
      response.end(JSON.stringify({ issuer: issuer.issuer, jwks_uri: "http://keys.example/jwks" }));
    expect(await unavailability()).toContain('"http://keys.example/jwks" must be an https URL');
  });
});

test.each(["http://issuer.example", "issuer.example", "ftp://127.0.0.1", ""])(
  "the issuer %j is refused at once",
  (name) => {
    expect(() => createIssuerKeys(name)).toThrow(TypeError);
  },
);
