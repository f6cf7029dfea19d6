import { once } from "node:events";
import type { RequestListener } from "node:http";
import { gzipSync } from "node:zlib";
import { endAfter, expectSoon, stopClock } from "@eks-auth/test-kit/clocks";
import { sendEndlessly } from "@eks-auth/test-kit/endless-response";
import { ProxyConfigError } from "@eks-auth/transport";
import { describe, expect, test, vi } from "vitest";
import { createIssuerKeys } from "../../src/keys/issuer-keys.ts";
import { IssuerUnavailableError } from "../../src/keys/key-source.ts";
import { verifyToken } from "../../src/token/verify-token.ts";
import { moment } from "../token/test-issuer.ts";
import { discovery, keySet, useIssuer } from "./use-issuer.ts";

stopClock();

const setup = useIssuer();

/** The issuer of every cluster that kubeadm or kind creates. */
const sharedIssuer = "https://kubernetes.default.svc.cluster.local";

async function unavailability(): Promise<string> {
  const verify = setup.createVerifier();
  const error = await verify(await setup.mint()).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(IssuerUnavailableError);
  return (error as Error).message.replaceAll(setup.issuer.issuer, "ISSUER");
}

describe("an issuer is unavailable if it", () => {
  test("is down", async () => {
    const token = await setup.mint();
    const down = { issuer: setup.issuer.issuer, keys: createIssuerKeys("http://127.0.0.1:1") };
    await expect(verifyToken(token, down, moment)).rejects.toThrow(
      "The keys of http://127.0.0.1:1 are not available: http://127.0.0.1:1/.well-known/openid-configuration did not answer",
    );
  });

  test("forbids anonymous requests", async () => {
    setup.issuer.listener = (_request, response) => response.writeHead(403).end();
    expect(await unavailability()).toBe(
      "The keys of ISSUER are not available: ISSUER/.well-known/openid-configuration answered 403; bind the cluster role system:service-account-issuer-discovery to the group system:unauthenticated.",
    );
  });

  test("names another issuer", async () => {
    setup.issuer.listener = (_request, response) =>
      response.end(setup.discover({ issuer: "https://other.example" }));
    expect(await unavailability()).toContain('names another issuer, "https://other.example".');
    expect(setup.issuer.requests).toEqual([discovery]);
  });

  test.each([discovery, keySet])("redirects at %s", async (path) => {
    setup.issuer.listener = (request, response) => {
      if (request.url === path) {
        response.writeHead(302, { location: "/elsewhere" }).end();
      } else {
        response.end(setup.discover());
      }
    };
    expect(await unavailability()).toContain(`ISSUER${path} answered 302.`);
    expect(setup.issuer.requests).not.toContain("/elsewhere");
  });

  test("sends an endless body", async () => {
    setup.issuer.listener = (_request, response) => sendEndlessly(response);
    expect(await unavailability()).toContain("answered with more than 262144 bytes.");
  });

  test.each(["", "<html>", "[]", '{"issuer":1}'])("answers with %j", async (body) => {
    setup.issuer.listener = (_request, response) => response.end(body);
    expect(await unavailability()).toContain("is not an OpenID discovery document.");
  });

  test("serves something that is not a key set", async () => {
    setup.issuer.listener = (request, response) =>
      response.end(request.url === discovery ? setup.discover() : '{"keys":"none"}');
    expect(await unavailability()).toBe(
      "The keys of ISSUER are not available: ISSUER/openid/v1/jwks is not a JSON Web Key Set.",
    );
  });

  test("cuts off its response", async () => {
    setup.issuer.listener = (_request, response) => {
      response.writeHead(200, { "content-length": 100 }).write("{", () => response.destroy());
    };
    expect(await unavailability()).toContain("was cut off (ECONNRESET).");
  });

  test("answers with 10 MB that are small when compressed, which it was not asked for", async () => {
    const content = gzipSync(Buffer.alloc(10_000_000, " "));
    setup.issuer.listener = (_request, response) =>
      response.writeHead(200, { "content-encoding": "gzip" }).end(content);
    expect(await unavailability()).toContain("answered with the content-encoding gzip");
  });

  test("takes longer than 5 s; the caller waits only 900 ms", async () => {
    const verify = setup.createVerifier();
    const answer = Promise.withResolvers<{ ended: Promise<unknown> }>();
    setup.issuer.listener = (_request, response) => {
      const drips = setInterval(() => response.write(" "), 100);
      response.on("close", () => clearInterval(drips));
      answer.resolve({ ended: once(response, "close") });
    };
    const token = await setup.mint();
    const verified = verify(token);
    const { ended } = await answer.promise;
    await expect(endAfter(900, verified)).rejects.toMatchObject({
      code: "issuer_unavailable",
      reason: "timeout",
      message: expect.stringContaining("they were not fetched within 900 ms."),
    });
    expect(setup.events).toEqual([]);
    await endAfter(4100, ended);
    await expectSoon(() => setup.events).toEqual([
      { level: "warn", code: "keys_unavailable", message: expect.stringContaining("due to timeout") },
    ]);
  });

  test("has its keys at an http URL", async () => {
    setup.issuer.listener = (_request, response) =>
      response.end(setup.discover({ jwks_uri: "http://keys.example/jwks" }));
    expect(await unavailability()).toContain('"http://keys.example/jwks" must be an https URL');
  });
});

test.each<[string, RequestListener, string]>([
  ["does not answer", (request) => request.socket.destroy(), "unreachable"],
  ["answers with an error", (_request, response) => response.writeHead(500).end(), "invalid"],
  ["answers with something else", (_request, response) => response.end("<html>"), "invalid"],
])("if an issuer %s, the error says which", async (_name, listener, reason) => {
  setup.issuer.listener = listener;
  const verify = setup.createVerifier();
  const token = await setup.mint();
  await expect(verify(token)).rejects.toMatchObject({ code: "issuer_unavailable", reason });
});

test.each(["http://issuer.example", "issuer.example", "ftp://127.0.0.1", ""])(
  "the issuer %j is rejected at once",
  (name) => {
    expect(() => createIssuerKeys(name)).toThrow("must be an https URL");
  },
);

test("an issuer whose name ends with a slash has its discovery document below it", async () => {
  const issuer = `${setup.issuer.issuer}/`;
  setup.issuer.listener = (request, response) =>
    response.end(request.url === discovery ? setup.discover({ issuer }) : "{}");
  const keys = createIssuerKeys(issuer);
  const error = await verifyToken(await setup.mint(), { issuer, keys }, moment).catch(
    (error: Error) => error,
  );
  expect((error as Error).message).toContain("/openid/v1/jwks is not a JSON Web Key Set");
  expect(setup.issuer.requests).toEqual([discovery, keySet]);
});

test("the documents are requested as JSON or as a key set", async () => {
  const accepted: unknown[] = [];
  setup.issuer.listener = (request, response) => {
    accepted.push(request.headers.accept);
    response.writeHead(404).end();
  };
  await unavailability();
  expect(accepted).toEqual(["application/json, application/jwk-set+json"]);
});

test("an unusable proxy of the environment is reported at once", () => {
  vi.stubEnv("HTTPS_PROXY", "ftp://proxy.example");
  try {
    expect(() => createIssuerKeys("https://issuer.example")).toThrow(ProxyConfigError);
  } finally {
    vi.unstubAllEnvs();
  }
});

test("an issuer's keys that can't be used are logged", async () => {
  const { publicJwk } = setup.issuer.rsa;
  setup.issuer.keys = [
    setup.issuer.rsa,
    { ...setup.issuer.ec, publicJwk: { ...publicJwk, kid: "e1", e: "AQ" } },
  ];
  await setup.startService()();
  expect(setup.events).toMatchObject([
    { code: "keys_unusable", message: expect.stringContaining(`${setup.issuer.issuer}: 1 of 2 keys`) },
  ]);
});

test("an issuer that is not a URL needs the URL of its keys", () => {
  expect(() => createIssuerKeys("kubernetes/serviceaccount")).toThrow(TypeError);
  expect(() =>
    createIssuerKeys("kubernetes/serviceaccount", { keySetUrl: "https://a.example/jwks" }),
  ).not.toThrow();
});

test.each(["http://a.example/jwks", "jwks.json", "file:///etc/jwks"])(
  "keys at %s are rejected at once",
  (keySetUrl) => {
    expect(() => createIssuerKeys(sharedIssuer, { keySetUrl })).toThrow("must be an https URL");
  },
);

test("a password in an issuer's URL is rejected, and not repeated in the message", () => {
  for (const create of [
    () => createIssuerKeys("https://user:canary@a.example"),
    () => createIssuerKeys("https://canary@a.example"),
    () => createIssuerKeys("https://:canary@a.example"),
    () => createIssuerKeys(sharedIssuer, { keySetUrl: "https://user:canary@a.example/jwks" }),
  ]) {
    expect(create).toThrow(/^The URL at a.example contains a user or a password/);
  }
});
