import type { RequestListener } from "node:http";
import { endAfter, expectSoon, stopClock } from "@eks-auth/test-kit/clocks";
import { describe, expect, test, vi } from "vitest";
import { generateSigningKey, type SigningKey } from "../../src/dev-cluster/service-account-token.ts";
import { createIssuerKeys } from "../../src/keys/issuer-keys.ts";
import { createKeyCache } from "../../src/keys/key-cache.ts";
import { type DatedKeySet, type KeySet, parseKeySet } from "../../src/keys/key-set.ts";
import { type CachedKeySource, IssuerUnavailableError } from "../../src/keys/key-source.ts";
import type { PersistedKeySet } from "../../src/keys/persisted-key-set.ts";
import { verifyToken } from "../../src/token/verify-token.ts";
import { discovery, down, keySet, useIssuer } from "./use-issuer.ts";

stopClock();

const setup = useIssuer();
const day = 86_400;

const silent: RequestListener = () => {};

/** Waits until no fetch of the keys is running: during an outage a token with an unknown key is not rejected earlier. */
async function fetchesEnd(verify: (key: SigningKey) => Promise<string>): Promise<void> {
  expect(await verify({ ...setup.issuer.rsa, id: "unknown" })).toBe("IssuerUnavailableError");
}

async function requestsOf(work: () => Promise<unknown>): Promise<number> {
  const before = setup.issuer.requests.length;
  await work();
  return setup.issuer.requests.length - before;
}

test("keys are cached for 10 minutes", async () => {
  const verify = setup.createVerifier();
  const token = await setup.mint();
  await Promise.all([verify(token), verify(token)]);
  setup.now += 599;
  await verify(token);
  expect(setup.issuer.requests).toEqual([discovery, keySet]);
  setup.now += 1;
  await verify(token);
  expect(setup.issuer.requests).toEqual([discovery, keySet, discovery, keySet]);
});

test("during a rotation with an overlap no token is rejected", async () => {
  const verify = setup.createVerifier();
  const oldToken = await setup.mint();
  const newKey = await generateSigningKey("RS256");
  const newToken = await setup.mint(newKey);
  await verify(oldToken);
  setup.issuer.keys = [setup.issuer.rsa, newKey];
  setup.now += 30;
  await expect(verify(newToken)).resolves.toBeDefined();
  await expect(verify(oldToken)).resolves.toBeDefined();
  setup.issuer.keys = [newKey];
  setup.now += 599;
  await expect(verify(oldToken)).resolves.toBeDefined();
  setup.now += 1;
  await expect(verify(oldToken)).rejects.toMatchObject({ check: "key" });
  await expect(verify(newToken)).resolves.toBeDefined();
});

describe("a tracked key is", () => {
  async function track(): Promise<{ keys: CachedKeySource; isCurrent: () => boolean }> {
    const { issuer } = setup.issuer;
    const clock = () => new Date(setup.now * 1000);
    const keys = createIssuerKeys(issuer, { now: clock });
    const tracked = keys.track();
    expect(tracked.isCurrent(), "before it is found").toBe(false);
    await verifyToken(await setup.mint(), { issuer, keys: tracked }, clock());
    return { keys, isCurrent: tracked.isCurrent };
  }

  test("current for 10 minutes, without a request", async () => {
    const { isCurrent } = await track();
    setup.now += 599;
    expect(isCurrent()).toBe(true);
    setup.now += 1;
    expect(isCurrent()).toBe(false);
    expect(setup.issuer.requests).toEqual([discovery, keySet]);
  });

  test("not current when the keys were fetched again", async () => {
    const { keys, isCurrent } = await track();
    const newKey = await generateSigningKey("RS256");
    setup.issuer.keys = [newKey];
    setup.now += 30;
    const issuer = { issuer: setup.issuer.issuer, keys };
    await verifyToken(await setup.mint(newKey), issuer, new Date(setup.now * 1000));
    expect(isCurrent()).toBe(false);
  });
});

describe("during an outage the last good keys", () => {
  test.each([
    ["for 24 h, not longer", {}, day],
    ["as long as configured", { maxStaleSeconds: 1200 }, 1200],
  ])("are used %s", async (_name, options, maxSeconds) => {
    const verify = setup.startService(options);
    await verify();
    setup.issuer.listener = down;
    setup.now += maxSeconds;
    expect(await verify()).toBe("accepted");
    setup.now += 1;
    expect(await verify()).toBe("IssuerUnavailableError");
  });

  test("are not used if the clock was set back by more than 24 h, because their age is unknown", async () => {
    const verify = setup.startService();
    await verify();
    setup.issuer.listener = down;
    setup.now -= day;
    expect(await verify()).toBe("accepted");
    setup.now -= 1;
    expect(await verify()).toBe("IssuerUnavailableError");
  });

  test("are used without a wait, except for the first 900 ms of an issuer that hangs", async () => {
    const verify = setup.startService();
    await verify();
    setup.issuer.listener = silent;
    setup.now += 600;
    const results = Array.from({ length: 20 }, () => verify());
    const first = Promise.race(results);
    await expectSoon(() => setup.issuer.requests.length).toBe(3);
    expect(await endAfter(900, first)).toBe("accepted");
    expect(await Promise.all(results)).toEqual(results.map(() => "accepted"));
    expect(await verify()).toBe("accepted");
  });

  test("are used without a wait for an issuer that was down before and hangs now", async () => {
    const verify = setup.startService();
    await verify();
    setup.issuer.listener = down;
    setup.now += 600;
    await verify();
    await expectSoon(() => setup.events).toMatchObject([{ code: "keys_unavailable" }]);
    setup.issuer.listener = silent;
    setup.now += 3;
    // The clock of time limits is stopped, so a wait would not end.
    expect(await verify()).toBe("accepted");
  });

  test("are used while the issuer is asked once every 3 s", async () => {
    const verify = setup.startService();
    await verify();
    setup.issuer.listener = down;
    setup.now += 600;
    const requests = await requestsOf(async () => {
      for (let second = 0; second < 30; second++) {
        for (let count = 0; count < 10; count++) {
          expect(await verify()).toBe("accepted");
        }
        await fetchesEnd(verify);
        setup.now += 1;
      }
    });
    expect(requests).toBe(10);
  });

  test("do not make a token with an unknown key invalid", async () => {
    const verify = setup.startService();
    await verify();
    setup.issuer.listener = down;
    setup.now += 600;
    const newKey = await generateSigningKey("RS256");
    expect(await verify(newKey)).toBe("IssuerUnavailableError");
    setup.issuer.listener = undefined;
    setup.issuer.keys = [newKey];
    setup.now += 30;
    expect(await verify(newKey)).toBe("accepted");
  });

  test("are replaced by the issuer's keys when it is back", async () => {
    const verify = setup.startService();
    await verify();
    setup.issuer.listener = down;
    setup.now += 3600;
    expect(await verify()).toBe("accepted");
    setup.issuer.listener = undefined;
    setup.issuer.keys = [setup.issuer.ec];
    setup.now += 3;
    await verify();
    await expectSoon(() => verify()).toBe("UnknownKeyError");
    expect(await verify(setup.issuer.ec)).toBe("accepted");
  });
});

test("an outage is logged once when it starts and once when it ends", async () => {
  const verify = setup.startService();
  await verify();
  setup.issuer.listener = (_request, response) => response.writeHead(500).end();
  for (let count = 0; count < 100; count++) {
    setup.now += 600;
    await verify();
    await fetchesEnd(verify);
  }
  setup.issuer.listener = undefined;
  setup.now += 600;
  await verify();
  await expectSoon(() => setup.events.length).toBe(2);
  expect(setup.events).toEqual([
    {
      level: "warn",
      code: "keys_unavailable",
      message: `The keys of ${setup.issuer.issuer} are not available: ${setup.issuer.issuer}/.well-known/openid-configuration answered 500.`,
    },
    {
      level: "info",
      code: "keys_recovered",
      message: `The keys of ${setup.issuer.issuer} are available again.`,
    },
  ]);
});

describe("after a restart during an outage", () => {
  test("the saved keys are used up to 24 h after their fetch", async () => {
    await setup.startService({ cacheFile: setup.cacheFile })();
    await setup.readCache();
    setup.issuer.listener = down;
    setup.now += day;
    const verify = setup.startService({ cacheFile: setup.cacheFile });
    expect(await verify()).toBe("accepted");
    expect(setup.events).toMatchObject([{ code: "keys_unavailable" }]);
    setup.now += 1;
    expect(await verify()).toBe("IssuerUnavailableError");
    expect(await setup.startService({ cacheFile: setup.cacheFile })()).toBe("IssuerUnavailableError");
  });

  test("there are no keys if none were saved", async () => {
    setup.issuer.listener = down;
    expect(await setup.startService({ cacheFile: setup.cacheFile })()).toBe("IssuerUnavailableError");
    expect(setup.events).toHaveLength(1);
  });

  test("the issuer is asked first, for 900 ms", async () => {
    await setup.startService({ cacheFile: setup.cacheFile })();
    const first = await setup.readCache();
    setup.issuer.listener = silent;
    const result = setup.startService({ cacheFile: setup.cacheFile })();
    await expectSoon(() => setup.issuer.requests.length).toBe(3);
    expect(await endAfter(900, result)).toBe("accepted");
    setup.issuer.listener = undefined;
    setup.issuer.keys = [setup.issuer.ec];
    expect(await setup.startService({ cacheFile: setup.cacheFile })()).toBe("UnknownKeyError");
    await expectSoon(setup.readCache).not.toBe(first);
  });
});

test("the error has the cause of the outage", async () => {
  setup.issuer.listener = (_request, response) => response.writeHead(503).end();
  const verify = setup.createVerifier();
  const token = await setup.mint();
  const error = await verify(token).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(IssuerUnavailableError);
  expect((error as Error).cause).toMatchObject({ message: expect.stringContaining("answered 503.") });
});

/** Creates a key source whose fetches are counted. They succeed at once with the issuer's RSA key. */
async function countFetches(persisted?: PersistedKeySet) {
  const newest = await parse(setup.issuer.rsa);
  const counted = { fetches: 0 };
  const keys = createKeyCache({
    issuer: setup.issuer.issuer,
    fetchKeySet: async () => {
      counted.fetches += 1;
      return newest;
    },
    persisted,
    maxStaleMs: day * 1000,
    now: () => setup.now * 1000,
    onLogEvent: undefined,
    onKeySet: undefined,
  });
  const find = async (kid: string) => {
    const payload = Buffer.from(JSON.stringify({ iat: setup.now })).toString("base64url");
    return keys({ alg: "RS256", kid }, { payload, signature: "" });
  };
  return { keys, counted, find };
}

function parse({ publicJwk }: SigningKey): Promise<KeySet> {
  return parseKeySet(Buffer.from(JSON.stringify({ keys: [publicJwk] })), "jwks.json");
}

test("a source that is closed fetches nothing more in the background", async () => {
  for (const isClosed of [false, true]) {
    const { keys, counted, find } = await countFetches();
    await find(setup.issuer.rsa.id);
    await expect(find("unknown")).rejects.toMatchObject({ code: "unknown_key" });
    if (isClosed) {
      keys.close();
    }
    vi.advanceTimersByTime(30_000);
    expect(counted.fetches).toBe(isClosed ? 1 : 2);
  }
});

test("saved keys that are read late do not replace those of the issuer", async () => {
  const reading = Promise.withResolvers<DatedKeySet>();
  const { counted, find } = await countFetches({ read: () => reading.promise, write: async () => {} });
  const { id } = setup.issuer.rsa;
  await expect(endAfter(200, find(id))).resolves.toBeDefined();
  reading.resolve({ keySet: await parse(setup.issuer.ec), fetchedAt: setup.now * 1000 });
  await reading.promise;
  await expect(find(id)).resolves.toBeDefined();
  expect(counted.fetches).toBe(1);
});

test("the status says when the keys were read, and why they are not available", async () => {
  const clock = () => new Date(setup.now * 1000);
  const keys = createIssuerKeys(setup.issuer.issuer, { now: clock, maxStaleSeconds: 1200 });
  expect(keys.status).toEqual({ readAt: undefined, failure: undefined });
  await keys.refresh();
  await keys.refresh();
  expect(setup.issuer.requests).toEqual([discovery, keySet]);
  const readAt = setup.now * 1000;
  expect(keys.status).toEqual({ readAt, failure: undefined });
  setup.issuer.listener = down;
  setup.now += 601;
  await keys.refresh();
  expect(keys.status).toEqual({ readAt, failure: "unreachable" });
  setup.now += 600;
  expect(keys.status).toEqual({ readAt: undefined, failure: "unreachable" });
});
