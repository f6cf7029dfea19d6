import { RawConnection } from "@eks-auth/test-kit/raw-connection";
import { expect, test, vi } from "vitest";
import { Counters } from "../../src/core/counters.ts";
import { listen } from "../../src/http/listener.ts";
import { createMetricsHandler } from "../../src/monitoring/metrics.ts";
import { apiError, FakeUpstream } from "../support/fake-upstream.ts";
import { mintPodToken } from "../support/pods.ts";
import { ask, RunningAgent } from "../support/running-agent.ts";

/** Parses the agent's own metrics: values by name with labels. */
function parse(text: string): Record<string, number> {
  const lines = text.split("\n").filter((line) => line.startsWith("pod_identity_"));
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.lastIndexOf(" ")), Number(line.slice(line.lastIndexOf(" ")))]),
  );
}

test("metrics count what happened, in the text format of Prometheus", async () => {
  const [first, second, rejected] = await Promise.all(["a", "b", "c"].map(mintPodToken));
  const upstream = new FakeUpstream();
  const metrics = { host: "127.0.0.1", port: 0 };
  await using running = await RunningAgent.start(upstream, {
    metrics,
    maxPods: 1,
    countLostLogLines: () => 7,
  });
  const url = running.agent.metricsUrl ?? "";
  expect(parse((await ask(url, { path: "/metrics" })).text)).toMatchObject({
    pod_identity_cached_pods: 0,
    'pod_identity_cache_state{state="hit"}': 0,
  });

  upstream.failureOf = (token) =>
    token === rejected ? apiError("InvalidTokenException", 400, true) : undefined;
  for (const token of [first, first, first, second, rejected, rejected, "garbage"]) {
    await ask(running.url, { token });
  }
  await ask(running.url, { path: "/elsewhere" });

  const { headers, text } = await ask(url, { path: "/metrics" });
  expect(headers["content-type"]).toMatch(/^text\/plain; version=/);
  expect(text).toContain("process_cpu_seconds_total");
  expect(parse(text)).toEqual({
    'pod_identity_http_response{code="200"}': 4,
    'pod_identity_http_response{code="400"}': 3,
    'pod_identity_http_response{code="404"}': 1,
    'pod_identity_cache_state{state="hit"}': 2,
    'pod_identity_cache_state{state="miss"}': 4,
    'pod_identity_cache_state{state="evicted"}': 1,
    'pod_identity_upstream_calls_total{outcome="Success"}': 2,
    'pod_identity_upstream_calls_total{outcome="InvalidTokenException"}': 1,
    'pod_identity_upstream_seconds_total{outcome="Success"}': expect.any(Number),
    'pod_identity_upstream_seconds_total{outcome="InvalidTokenException"}': expect.any(Number),
    pod_identity_cached_pods: 1,
    pod_identity_log_lines_lost_total: 7,
  });
});

test("requests that arrive together are answered with the same text", async () => {
  const countCachedPods = vi.fn(() => 0);
  const sources = { counters: new Counters(), countCachedPods, countLostLogLines: undefined };
  const server = await listen({ host: "127.0.0.1", port: 0 }, createMetricsHandler(sources, []));
  await ask(server.url, { path: "/metrics" });
  countCachedPods.mockClear();
  using connection = await RawConnection.open(Number(new URL(server.url).port));
  await connection.write("GET /metrics HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n".repeat(32));
  await expect.poll(() => connection.received.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(32);
  expect(countCachedPods).toHaveBeenCalledTimes(1);
  await server.stop(0);
});
