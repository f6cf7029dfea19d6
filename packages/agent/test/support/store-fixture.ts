import { onTestFinished, vi } from "vitest";
import { Counters } from "../../src/core/counters.ts";
import { CredentialStore } from "../../src/credentials/credential-store.ts";
import { RenewalTimer } from "../../src/credentials/renewals.ts";
import type { Grant, LogEvent } from "../../src/index.ts";
import type { ResolvedToken } from "../../src/token/token-cache.ts";
import type { PodToken } from "../../src/token.ts";
import { FakeUpstream } from "./fake-upstream.ts";

const intervalMs = 334;

/** A store with a fake upstream and a fake clock, which the test advances. It ends with the test. */
export class StoreFixture {
  readonly upstream: FakeUpstream = new FakeUpstream();
  readonly counters: Counters = new Counters();
  readonly logEvents: LogEvent[] = [];
  readonly grants: Grant[] = [];
  readonly store: CredentialStore;
  readonly #startedAt: number;

  constructor(maxPods = 2_000) {
    vi.useFakeTimers({
      toFake: ["Date", "performance", "setInterval", "clearInterval", "setTimeout", "clearTimeout"],
      now: 1_800_000_000_000,
    });
    // The fake `performance` starts at 0, which lru-cache takes for "no time".
    vi.advanceTimersByTime(1000);
    this.#startedAt = performance.now();
    const { upstream, counters } = this;
    const hooks = {
      onGrant: (grant: Grant) => this.grants.push(grant),
      onLogEvent: (event: LogEvent) => this.logEvents.push(event),
    };
    this.store = new CredentialStore({ clusterName: "blue", upstream, maxPods, counters, hooks });
    const renewals = new RenewalTimer(() => this.store.renewNext());
    onTestFinished(() => {
      renewals.stop();
      vi.useRealTimers();
    });
  }

  /**
   * Asks for credentials as the endpoint does.
   *
   * @param client - the address that the request comes from; by default each pod has its own
   * @returns the access key ID, or the code of the error
   */
  async ask(resolved: ResolvedToken, client: string = resolved.token.pod.name): Promise<string> {
    try {
      const credentials = this.store.find(resolved) ?? (await this.store.fetch(resolved, client));
      return JSON.parse(credentials.body).AccessKeyId;
    } catch (error) {
      return (error as { code: string }).code;
    }
  }

  /**
   * Advances the clock. After each tick of the renewal timer that made a call, waits until the call has settled, unless it
   * is held. That is much faster than `vi.advanceTimersByTimeAsync`.
   */
  async pass(seconds: number): Promise<void> {
    await settle();
    let leftMs = seconds * 1000;
    while (leftMs > 0) {
      const untilTickMs = intervalMs - ((performance.now() - this.#startedAt) % intervalMs);
      const stepMs = Math.min(untilTickMs, leftMs);
      const callsBefore = this.upstream.calls.length;
      vi.advanceTimersByTime(stepMs);
      leftMs -= stepMs;
      if (this.upstream.calls.length > callsBefore) {
        await settle();
      }
    }
  }
}

/** Lets promises run that wait for nothing but each other. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) {
    await undefined;
  }
}

/**
 * Creates a resolved token, as from a token cache that verifies tokens.
 *
 * @param seconds - the token's lifetime
 * @param name - which of the pod's tokens it is
 */
export function resolve(pod: string, seconds = 86_400, name = "first"): ResolvedToken {
  const token: PodToken = {
    text: `${pod} ${name}`,
    hash: `hash of ${pod} ${name}`,
    pod: { namespace: "shop", serviceAccount: "cart", name: pod, uid: pod },
    notBefore: Date.now(),
    expiresAt: Date.now() + seconds * 1000,
  };
  return { token, key: `pod ${pod}` };
}
