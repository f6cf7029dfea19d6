import { endAfter, stopClock } from "@eks-auth/test-kit/clocks";
import { describe, expect, test, vi } from "vitest";
import { generateSigningKey } from "../../src/dev-cluster/service-account-token.ts";
import { createKeyRefresh } from "../../src/keys/key-refresh.ts";
import { parseKeySet } from "../../src/keys/key-set.ts";
import { IssuerUnavailableError } from "../../src/keys/key-source.ts";
import { UnknownKeyError } from "../../src/keys/unknown-key.ts";
import { discovery, keySet, useIssuer } from "./use-issuer.ts";

stopClock();

const setup = useIssuer();

describe("the keys are fetched", () => {
  test("once for 1,000 unknown key IDs", async () => {
    const verify = setup.createVerifier();
    await verify(await setup.mint());
    setup.now += 30;
    setup.issuer.requests.length = 0;
    const tokens = await Promise.all(
      Array.from({ length: 1000 }, (_, index) => setup.mint(setup.issuer.ec, { kid: `unknown-${index}` })),
    );
    const together = await Promise.allSettled(tokens.slice(0, 500).map(verify));
    for (const token of tokens.slice(500)) {
      await expect(verify(token)).rejects.toBeInstanceOf(UnknownKeyError);
    }
    expect(together.every(({ status }) => status === "rejected")).toBe(true);
    expect(setup.issuer.requests).toEqual([discovery, keySet]);
  });

  test("once for 1,000 unknown key IDs while the fetch fails", async () => {
    const verify = setup.createVerifier();
    const known = await setup.mint();
    await verify(known);
    setup.now += 31;
    setup.issuer.requests.length = 0;
    setup.issuer.listener = (_request, response) => response.writeHead(500).end();
    const unknown = await setup.mint(setup.issuer.ec, { kid: "unknown" });
    for (let count = 0; count < 1000; count++) {
      // The key may be new, so the token cannot be called invalid.
      await expect(verify(unknown)).rejects.toBeInstanceOf(IssuerUnavailableError);
    }
    setup.now += 29;
    await expect(verify(unknown)).rejects.toBeInstanceOf(IssuerUnavailableError);
    await expect(verify(known)).resolves.toBeDefined();
    expect(setup.issuer.requests).toEqual([discovery]);
    setup.now += 1;
    setup.issuer.listener = undefined;
    await expect(verify(unknown)).rejects.toBeInstanceOf(UnknownKeyError);
    expect(setup.issuer.requests).toEqual([discovery, discovery, keySet]);
  });

  test("again for a new key; then a removed key is rejected", async () => {
    const verify = setup.createVerifier();
    const oldToken = await setup.mint();
    await verify(oldToken);
    const newKey = await generateSigningKey("RS256");
    setup.issuer.keys = [newKey];
    const newToken = await setup.mint(newKey);
    setup.now += 29;
    await expect(verify(newToken)).rejects.toBeInstanceOf(UnknownKeyError);
    setup.now += 1;
    await expect(verify(newToken)).resolves.toBeDefined();
    await expect(verify(oldToken)).rejects.toBeInstanceOf(UnknownKeyError);
    setup.now += 600;
    await expect(verify(newToken)).resolves.toBeDefined();
    await expect(verify(oldToken)).rejects.toMatchObject({ check: "key" });
  });

  test("again 3 s after a failure, not earlier", async () => {
    const verify = setup.createVerifier();
    const token = await setup.mint();
    setup.issuer.listener = (_request, response) => response.writeHead(500).end();
    await expect(verify(token)).rejects.toBeInstanceOf(IssuerUnavailableError);
    setup.now += 2;
    await expect(verify(token)).rejects.toThrow("answered 500");
    expect(setup.issuer.requests).toEqual([discovery]);
    setup.issuer.listener = undefined;
    setup.now += 1;
    await expect(verify(token)).resolves.toBeDefined();
  });

  test("again if the clock was set back", async () => {
    const verify = setup.createVerifier();
    await verify(await setup.mint());
    setup.now -= 7200;
    setup.issuer.requests.length = 0;
    await verify(await setup.mint());
    expect(setup.issuer.requests).toEqual([discovery, keySet]);
  });

  test("once, although the first caller has given up", async () => {
    const verify = setup.createVerifier();
    const token = await setup.mint();
    const asked = Promise.withResolvers<() => void>();
    setup.issuer.listener = (_request, response) => {
      setup.issuer.listener = undefined;
      asked.resolve(() => response.end(setup.discover()));
    };
    const first = verify(token);
    const answer = await asked.promise;
    await expect(endAfter(900, first)).rejects.toBeInstanceOf(IssuerUnavailableError);
    const next = verify(token);
    answer();
    await expect(next).resolves.toBeDefined();
    expect(setup.issuer.requests).toEqual([discovery, keySet]);
  });
});

describe("a fetch that is to start later", () => {
  async function prepare() {
    let fetches = 0;
    const keySet = await parseKeySet(Buffer.from('{"keys":[]}'), "jwks.json");
    const refresh = createKeyRefresh({
      fetchKeySet: async () => {
        fetches += 1;
        return keySet;
      },
      now: () => performance.now(),
      onSuccess: () => {},
      onFailure: () => {},
    });
    await refresh.start()?.done;
    return { refresh, startedAt: performance.now(), countFetches: () => fetches };
  }

  test("starts when the interval is over, and is not postponed", async () => {
    const { refresh, startedAt, countFetches } = await prepare();
    expect(refresh.startLater(30_000)).toBe(startedAt + 30_000);
    vi.advanceTimersByTime(29_999);
    expect(refresh.startLater(30_000)).toBe(startedAt + 30_000);
    expect(countFetches()).toBe(1);
    vi.advanceTimersByTime(1);
    expect(countFetches()).toBe(2);
  });

  test("is cancelled by stop, after which there is none", async () => {
    const { refresh, startedAt, countFetches } = await prepare();
    const timers = vi.getTimerCount();
    refresh.startLater(30_000);
    expect(vi.getTimerCount()).toBe(timers + 1);
    refresh.stop();
    expect(vi.getTimerCount()).toBe(timers);
    expect(refresh.startLater(30_000)).toBe(startedAt + 30_000);
    expect(vi.getTimerCount()).toBe(timers);
    vi.advanceTimersByTime(60_000);
    expect(countFetches()).toBe(1);
  });

  test("is cancelled by a fetch that succeeds", async () => {
    const { refresh, countFetches } = await prepare();
    refresh.startLater(30_000);
    await refresh.start()?.done;
    vi.advanceTimersByTime(60_000);
    expect(countFetches()).toBe(2);
  });
});
