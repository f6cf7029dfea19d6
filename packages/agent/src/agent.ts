import { setTimeout } from "node:timers/promises";
import { Counters } from "./core/counters.ts";
import type { AgentErrorReason, UpstreamError } from "./core/errors.ts";
import { guardHooks, type LogEventCode } from "./core/events.ts";
import { CredentialStore } from "./credentials/credential-store.ts";
import { RenewalTimer } from "./credentials/renewals.ts";
import { createCredentialsHandler } from "./endpoint/credentials-handler.ts";
import { createHostCheck } from "./endpoint/host-check.ts";
import { ConnectionGuard } from "./guard/connection-guard.ts";
import { RateLimiter } from "./guard/rate-limiter.ts";
import { type HttpListener, listen, listenOnAll } from "./http/listener.ts";
import { createMetricsHandler } from "./monitoring/metrics.ts";
import { createProbeHandler } from "./monitoring/probes.ts";
import { type AgentOptions, resolveOptions } from "./options.ts";
import { TokenCache } from "./token/token-cache.ts";

/** A running agent. */
export interface Agent {
  /** The addresses for pods, such as `http://127.0.0.1:41234`, without the path `/v1/credentials`. */
  readonly urls: readonly string[];
  /** The address of the probes, if they have one. */
  readonly probesUrl: string | undefined;
  /** The address of the metrics, if they have one. */
  readonly metricsUrl: string | undefined;
  /**
   * Drops all cached credentials and refusals, so that the next request of each pod is a new call of the API, also if a call
   * for it is running. It is for development and tests, in which a changed association must take effect at once.
   */
  clearCache(): void;
  /**
   * Stops the agent: it accepts no more requests, and finishes those in progress. After that, no hook is called.
   *
   * @param graceMs - how long requests and renewals in progress can take, in milliseconds; then connections are destroyed
   */
  stop(graceMs: number): Promise<void>;
}

/** The log event for missing credentials of the agent, by the reason of the error. */
const missingCredentials: Partial<Record<AgentErrorReason, LogEventCode>> = {
  no_caller_token: "caller_token_missing",
  no_client_certificate: "client_certificate_missing",
};

/** The longest delay of a timer. Longer ones fire at once. */
const longestDelayMs = 2 ** 31 - 1;

/**
 * Starts an agent, which gives pods their AWS credentials over HTTP as the EKS Pod Identity Agent does.
 *
 * @throws RangeError if an option is unusable
 * @throws ListenError if it cannot listen on an address
 * @throws RegionError if requests are signed and there is no usable AWS region
 * @throws ProxyConfigError if the environment names an unusable proxy
 */
export async function startAgent(options: AgentOptions): Promise<Agent> {
  const resolved = resolveOptions(options);
  const { clusterName, upstream, maxPods } = resolved;
  const stopped = new AbortController();
  const hooks = guardHooks(resolved.hooks, stopped.signal);
  await upstream.checkConfiguration();
  const counters = new Counters();
  const store = new CredentialStore({ clusterName, upstream, maxPods, counters, hooks });
  const guard = new ConnectionGuard({ rateLimiter: new RateLimiter(resolved.limits), counters, hooks });
  const handler = createCredentialsHandler({
    guard,
    isAllowedHost: createHostCheck(resolved.hosts),
    tokens: new TokenCache(maxPods, resolved.verifyToken, clusterName),
    store,
    counters,
    hooks,
  });
  const listeners = await listenOnAll(resolved.listen, handler, hooks, guard);
  const urls = listeners.map(({ url }) => url);
  try {
    const probes = resolved.probes && (await listen(resolved.probes, createProbeHandler(urls)));
    listeners.push(...(probes ? [probes] : []));
    const { countLostLogLines } = resolved;
    const sources = { counters, countCachedPods: () => store.size, countLostLogLines };
    const metricsHandler = createMetricsHandler(sources, urls);
    const metrics = resolved.metrics && (await listen(resolved.metrics, metricsHandler));
    listeners.push(...(metrics ? [metrics] : []));
    const renewals = new RenewalTimer(() => store.renewNext());
    // Not awaited: the first pod gets its credentials faster, and the operator hears of a problem before the first pod.
    upstream.checkCallerCredentials().catch(({ reason, message, credentialsProblem }: UpstreamError) => {
      const code = missingCredentials[reason] ?? "signing_credentials_missing";
      hooks.onLogEvent?.({ level: "warn", code, message, credentialsProblem });
    });
    return {
      urls,
      probesUrl: probes?.url,
      metricsUrl: metrics?.url,
      clearCache: () => store.clear(),
      async stop(wanted) {
        const graceMs = Math.min(wanted, longestDelayMs);
        renewals.stop();
        await Promise.all([stopAll(listeners, graceMs), waitFor(store.settled(), graceMs)]);
        stopped.abort();
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
  const timeout = setTimeout(graceMs, undefined, { signal: done.signal });
  await Promise.race([work.finally(() => done.abort()), timeout]).catch(() => {});
}
