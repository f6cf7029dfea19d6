import { vi } from "vitest";
import { AgentCounts } from "../../src/core/counters.ts";
import { CredentialStore } from "../../src/credentials/credential-store.ts";
import { Renewals } from "../../src/credentials/renewals.ts";
import type { Grant, LogEvent } from "../../src/index.ts";
import type { AdmittedToken } from "../../src/token/token-cache.ts";
import type { PodToken } from "../../src/token.ts";
import { ApiStandIn } from "./fake-upstream.ts";

/** A store and its renewals in a time that a test makes pass. */
export class FakedStore {
  readonly api: ApiStandIn = new ApiStandIn();
  readonly counts: AgentCounts = new AgentCounts();
  readonly notices: LogEvent[] = [];
  readonly issues: Grant[] = [];
  readonly store: CredentialStore;
  readonly #renewals: Renewals;

  constructor(maxPods = 2_000) {
    vi.useFakeTimers({
      toFake: ["Date", "performance", "setInterval", "clearInterval", "setTimeout", "clearTimeout"],
      now: 1_800_000_000_000,
    });
    // The faked steady clock begins at 0, which lru-cache takes for no time at all.
    vi.advanceTimersByTime(1000);
    const { api: upstream, counts } = this;
    const hooks = {
      onGrant: (issue: Grant) => this.issues.push(issue),
      onLogEvent: (notice: LogEvent) => this.notices.push(notice),
    };
    this.store = new CredentialStore({ clusterName: "blue", upstream, maxPods, counts, hooks });
    this.#renewals = new Renewals(this.store);
  }

  /**
   * Asks as a pod does, through the endpoint.
   *
   * @returns the access key, or the name of the error
   */
  async ask(admitted: AdmittedToken): Promise<string> {
    try {
      const held = this.store.find(admitted) ?? (await this.store.obtain(admitted));
      return JSON.parse(held.body.toString()).AccessKeyId;
    } catch (error) {
      return (error as { code: string }).code;
    }
  }

  /** Makes time pass, and what it brings happen. */
  async pass(seconds: number): Promise<void> {
    await vi.advanceTimersByTimeAsync(seconds * 1000);
  }

  stop(): void {
    this.#renewals.stop();
    vi.useRealTimers();
  }
}

/**
 * Makes what the desk makes of a token; that is tested with real ones where the desk is.
 *
 * @param seconds - how long the token lives
 * @param name - which of the pod's tokens it is
 */
export function admit(pod: string, seconds = 86_400, name = "first"): AdmittedToken {
  const token: PodToken = {
    text: `${pod} ${name}`,
    hash: `hash of ${pod} ${name}`,
    pod: { namespace: "shop", serviceAccount: "cart", name: pod, uid: pod },
    notBefore: Date.now(),
    expiresAt: Date.now() + seconds * 1000,
  };
  return { token, key: `pod ${pod}` };
}
