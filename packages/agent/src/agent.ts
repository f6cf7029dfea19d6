import { setTimeout } from "node:timers/promises";
import { AgentCounts } from "./core/counters.ts";
import type { UpstreamError } from "./core/errors.ts";
import { type AgentHooks, guardHooks } from "./core/events.ts";
import { CredentialStore } from "./credentials/credential-store.ts";
import { Renewals } from "./credentials/renewals.ts";
import { createCredentialsListener } from "./endpoint/credentials-handler.ts";
import { createHostRule } from "./endpoint/credentials-request.ts";
import { Door } from "./guard/connection-guard.ts";
import { defaultLimits, RequestGate, type RequestLimits } from "./guard/rate-limiter.ts";
import { type ListenAddress, podIdentityAddresses } from "./http/listen-address.ts";
import { type HttpListener, listen, listenEverywhere } from "./http/listener.ts";
import { createMetricsListener } from "./monitoring/metrics.ts";
import { createProbeListener } from "./monitoring/probes.ts";
import { checkOptions } from "./options.ts";
import { TokenDesk, type TokenVerifier } from "./token/token-cache.ts";
import type { Upstream } from "./upstream/upstream.ts";

/** What an agent works with. */
export interface AgentOptions {
  /** The cluster that its pods belong to, as the EKS Auth API calls it. */
  readonly clusterName: string;
  /** Where credentials come from; `createUpstream` makes it. The agent closes it when it stops. */
  readonly upstream: Upstream;
  /** Where pods ask; 169.254.170.23 and fd00:ec2::23, port 80, where it is left out. */
  readonly listen?: readonly ListenAddress[] | undefined;
  /** What requests may call the agent in their `Host` header; the addresses that it listens on where it is left out. */
  readonly hosts?: readonly string[] | undefined;
  /** Verifies tokens with the cluster's keys, so that a pod's renewed token finds its credentials; nobody where it is left out. */
  readonly verifyToken?: TokenVerifier | undefined;
  /** For how many pods credentials are kept; 2,000 where it is left out. */
  readonly maxPods?: number | undefined;
  /** How many requests are answered. */
  readonly limits?: RequestLimits | undefined;
  /** Where `/healthz` and `/readyz` are answered; nowhere where it is left out. */
  readonly probes?: ListenAddress | undefined;
  /** Where `/metrics` is answered, and probes are; nowhere where it is left out. */
  readonly metrics?: ListenAddress | undefined;
  readonly hooks?: AgentHooks | undefined;
}

/** A timer that is set for longer fires at once. */
const longestTimerMs = 2 ** 31 - 1;

/** A running agent. */
export interface Agent {
  /** Where pods ask, `http://127.0.0.1:41234` each: credentials are at `/v1/credentials` below. */
  readonly urls: readonly string[];
  /** Where probes are answered, if anywhere. */
  readonly probesUrl: string | undefined;
  /** Where metrics are answered, if anywhere. */
  readonly metricsUrl: string | undefined;
  /**
   * Ends it: no more requests are taken, and those under way are answered. When it has ended, no hook is called.
   *
   * @param graceMs - in milliseconds, how long they, and renewals under way, may take; after that, connections are cut
   */
  stop(graceMs: number): Promise<void>;
}

/**
 * Starts an agent: it gives pods their AWS credentials over HTTP, as the EKS Pod Identity Agent does.
 *
 * @throws RangeError where an option can't be used
 * @throws ListenError where it can't listen on an address
 * @throws Error where no AWS region is known and requests are signed, or what the environment names for a proxy is none
 */
export async function startAgent(options: AgentOptions): Promise<Agent> {
  checkOptions(options);
  const { clusterName, upstream, listen: addresses = podIdentityAddresses, maxPods = 2_000 } = options;
  const ended = new AbortController();
  const hooks = guardHooks(options.hooks ?? {}, ended.signal);
  await upstream.checkConfiguration();
  const counts = new AgentCounts();
  const store = new CredentialStore({ clusterName, upstream, maxPods, counts, hooks });
  const door = new Door({ gate: new RequestGate(options.limits ?? defaultLimits), counts, hooks });
  const listener = createCredentialsListener({
    door,
    isOurHost: createHostRule(options.hosts ?? addresses.map(({ host }) => host)),
    desk: new TokenDesk(maxPods, options.verifyToken),
    store,
    counts,
    hooks,
  });
  const listeners = await listenEverywhere(addresses, listener, hooks, door);
  const urls = listeners.map(({ url }) => url);
  try {
    const probes = options.probes && (await listen(options.probes, createProbeListener(urls)));
    listeners.push(...(probes ? [probes] : []));
    const metricsListener = createMetricsListener({ counts, heldPods: () => store.size, urls });
    const metrics = options.metrics && (await listen(options.metrics, metricsListener));
    listeners.push(...(metrics ? [metrics] : []));
    const renewals = new Renewals(store);
    // The first pod need not wait for them; and an operator should know before it asks.
    upstream.checkSigningCredentials().catch(({ message, credentialsProblem }: UpstreamError) => {
      hooks.onLogEvent?.({ level: "warn", message, credentialsProblem });
    });
    return {
      urls,
      probesUrl: probes?.url,
      metricsUrl: metrics?.url,
      async stop(wanted) {
        const graceMs = Math.min(wanted, longestTimerMs);
        renewals.stop();
        await Promise.all([stopAll(listeners, graceMs), waitFor(store.settled(), graceMs)]);
        ended.abort();
        upstream.close();
      },
    };
  } catch (error) {
    await stopAll(listeners, 0);
    throw error;
  }
}

async function stopAll(listeners: readonly HttpListener[], graceMs: number): Promise<void> {
  await Promise.all(listeners.map((listener) => listener.stop(graceMs)));
}

async function waitFor(work: Promise<void>, graceMs: number): Promise<void> {
  const done = new AbortController();
  const cut = setTimeout(graceMs, undefined, { signal: done.signal });
  await Promise.race([work.finally(() => done.abort()), cut]).catch(() => {});
}
