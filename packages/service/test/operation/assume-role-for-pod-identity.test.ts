import { inspect } from "node:util";
import { stopClock } from "@eks-auth/test-kit/clocks";
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { verifySessionToken } from "../../src/index.ts";
import { startTestService } from "./test-service.ts";

stopClock();

const cart = { namespace: "shop", serviceAccount: "cart", pod: { name: "cart-0", uid: "uid-0" } };

const service = await startTestService();
afterAll(() => service.stop());
beforeEach(() => {
  service.refusals.length = 0;
  service.errors.length = 0;
});
afterEach(() => {
  service.clockAheadSeconds = 0;
});

test("a pod gets credentials of its service account's role", async () => {
  const before = Math.floor(Date.now() / 1000);
  const { status, text } = await service.call("blue", await service.blue.mintToken(cart));
  expect(status).toBe(200);
  const answer = JSON.parse(text);
  const sessionName = expect.stringMatching(/^eks-blue-cart-0-[0-9a-f-]{36}$/);
  expect(answer).toEqual({
    subject: { namespace: "shop", serviceAccount: "cart" },
    audience: "pods.eks.amazonaws.com",
    podIdentityAssociation: {
      associationArn: expect.stringMatching(
        /^arn:aws:eks:eu-west-1:111122223333:podidentityassociation\/blue\/a-[a-z0-9]{17}$/,
      ),
      associationId: expect.stringMatching(/^a-[a-z0-9]{17}$/),
    },
    assumedRoleUser: {
      arn: expect.stringMatching(
        /^arn:aws:sts::444455556666:assumed-role\/cart\/eks-blue-cart-0-[0-9a-f-]{36}$/,
      ),
      assumeRoleId: expect.stringMatching(/^AROA[A-Z2-7]{17}:eks-blue-cart-0-[0-9a-f-]{36}$/),
    },
    credentials: {
      accessKeyId: expect.stringMatching(/^ASIA[A-Z2-7]{16}$/),
      secretAccessKey: expect.stringMatching(/^.{40}$/),
      sessionToken: expect.any(String),
      expiration: expect.any(Number),
    },
  });
  const { sessionToken, accessKeyId, expiration } = answer.credentials;
  expect(expiration).toBeGreaterThanOrEqual(before + 3600);
  expect(expiration).toBeLessThanOrEqual(Date.now() / 1000 + 3600);
  expect(await verifySessionToken(sessionToken, service.sessionKeys)).toMatchObject({
    accessKeyId,
    sessionName,
    tags: { "eks-cluster-name": "blue", "kubernetes-pod-uid": "uid-0" },
  });
  expect([service.refusals, service.errors]).toEqual([[], []]);
});

describe("a request is refused, with details only for the operator, if", () => {
  const call = async (cluster: string, changes = {}) =>
    service.call(cluster, await service.blue.mintToken({ ...cart, ...changes }));
  const refused = (status: number, name: string, message: string) => ({ status, name, message });
  const notFound = (message: string) => refused(404, "ResourceNotFoundException", message);
  const invalid = refused(400, "InvalidTokenException", "The token is not valid.");
  const unavailable = "The token can't be verified at the moment.";

  test.each<[string, () => ReturnType<typeof call>, typeof invalid, string | RegExp]>([
    [
      "the cluster is unknown",
      () => call("red"),
      notFound("The cluster was not found."),
      "There is no cluster red.",
    ],
    [
      "the service account has no association",
      () => call("blue", { serviceAccount: "till" }),
      notFound("The service account has no pod identity association."),
      "The service account shop/till has no association.",
    ],
    [
      "the token has expired",
      () => {
        service.clockAheadSeconds = 3700;
        return call("blue");
      },
      refused(400, "ExpiredTokenException", "The token has expired."),
      "The token is past its exp claim.",
    ],
    [
      "the token is from another cluster",
      () => call("green"),
      refused(503, "ServiceUnavailableException", unavailable),
      /^None of the keys of http:\S+ has the token's kid, which may be new\. They are read again in 30 s\./,
    ],
    [
      "the token has another audience",
      () => call("blue", { audience: "sts.amazonaws.com" }),
      invalid,
      "The aud claim does not contain pods.eks.amazonaws.com.",
    ],
    [
      "the lifetime of the token is too long",
      () => call("blue", { lifetimeSeconds: 172_800 }),
      invalid,
      "The token's lifetime is longer than 86400 s.",
    ],
    [
      "the token is not a JWT",
      () => service.call("blue", "a.b.c"),
      invalid,
      /^The token is not a well-formed JWT/,
    ],
    [
      "the issuer is down",
      () => call("unreachable"),
      refused(503, "ServiceUnavailableException", unavailable),
      /^The keys of http:\/\/127\.0\.0\.1:1 are not available: /,
    ],
  ])("%s", async (_name, request, { status, name, message }, reason) => {
    const answer = await request();
    expect({ ...answer, text: JSON.parse(answer.text) }).toEqual({ status, name, text: { message } });
    expect(service.refusals).toEqual([
      expect.objectContaining({ error: name, requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) }),
    ]);
    expect(service.refusals[0]?.reason.message).toMatch(reason);
    expect(service.errors).toEqual([]);
  });

  test("a failed store is answered with 500, so that the agent can try again", async () => {
    const answer = await service.call("broken", await service.blue.mintToken(cart));
    expect([answer.status, answer.name]).toEqual([500, "InternalServerException"]);
    expect(answer.text).not.toContain("store");
    expect(service.errors).toEqual([new Error("The store is broken.")]);
    expect(service.refusals).toMatchObject([
      {
        error: "InternalServerException",
        reason: { code: "internal_error" },
        pod: { pod: { name: "cart-0" } },
      },
    ]);
  });
});

test("no refusal, error, log or response holds a secret, except the credentials", async () => {
  const written: string[] = [];
  const spies = (["stdout", "stderr"] as const).map((name) =>
    vi.spyOn(process[name], "write").mockImplementation((chunk) => written.push(String(chunk)) > 0),
  );
  const consoleSpies = (["log", "warn", "error", "info", "debug"] as const).map((name) =>
    vi.spyOn(console, name).mockImplementation((...args) => void written.push(inspect(args))),
  );
  const secrets: string[] = [];
  const good = await service.blue.mintToken(cart);
  const tokens = [
    good,
    await service.green.mintToken(cart),
    await service.blue.mintToken({ ...cart, audience: "other" }),
    await service.blue.mintToken({ ...cart, serviceAccount: "till" }),
    await service.blue.mintToken({ ...cart, lifetimeSeconds: 172_800 }),
    `${good.slice(0, -4)}AAAA`,
    `eyJjYW5hcnkiOi.${"canary".repeat(9)}.x`,
  ];
  for (const token of tokens) {
    secrets.push(token, ...token.split(".").filter((part) => part.length > 8));
    for (const cluster of ["blue", "green", "red", "unreachable", "broken"]) {
      const { status, text } = await service.call(cluster, token);
      if (status === 200) {
        const { credentials, ...others } = JSON.parse(text);
        secrets.push(credentials.secretAccessKey, credentials.sessionToken);
        written.push(JSON.stringify(others));
      } else {
        written.push(text);
      }
    }
  }
  for (const spy of [...spies, ...consoleSpies]) {
    spy.mockRestore();
  }
  expect(service.refusals.length).toBeGreaterThan(20);
  written.push(
    inspect(service.refusals, { depth: Number.POSITIVE_INFINITY, showHidden: true, maxStringLength: null }),
    inspect(service.errors, { depth: Number.POSITIVE_INFINITY, showHidden: true, maxStringLength: null }),
  );
  const all = written.join("\n");
  expect(secrets.length).toBeGreaterThan(20);
  expect(secrets.filter((secret) => all.includes(secret))).toEqual([]);
});
