import { listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { RawConnection } from "@eks-auth/test-kit/raw-connection";
import { describe, expect, test } from "vitest";
import { listen } from "../../src/http/listener.ts";
import { createProbeHandler } from "../../src/monitoring/probes.ts";
import { ask, bothLoopbacks, RunningAgent } from "../support/running-agent.ts";

const unusedUrl = "http://127.0.0.1:1";
const probes = { host: "127.0.0.1", port: 0 };
const metrics = probes;

async function probe(url: string | undefined, path: string): Promise<string> {
  const { status, text } = await ask(url ?? "", { path });
  return `${status} ${text}`;
}

describe.each(["/healthz", "/readyz"])("%s", (path) => {
  test("is 200 while every address responds, also on the address of the metrics", async () => {
    await using running = await RunningAgent.start(unusedUrl, { listen: bothLoopbacks, probes, metrics });
    const { probesUrl, metricsUrl } = running.agent;
    expect(await probe(probesUrl, path)).toBe("200 ok\n");
    expect(await probe(metricsUrl, path)).toBe("200 ok\n");
    expect(running.refusals).toEqual([]);
    expect(running.logEvents).toEqual([]);
  });

  test("is 200 even if the agent allows only other hosts", async () => {
    await using running = await RunningAgent.start(unusedUrl, { hosts: ["agent.example.org"], probes });
    expect(await probe(running.agent.probesUrl, path)).toBe("200 ok\n");
    expect(running.refusals).toEqual([]);
  });

  test("is 200 while requests are rate-limited", async () => {
    const limit = { perSecond: 0.001, burst: 1 };
    const limits = { perClient: limit, overall: limit };
    await using running = await RunningAgent.start(unusedUrl, { limits, probes });
    await ask(running.url);
    expect((await ask(running.url)).status).toBe(429);
    expect(await probe(running.agent.probesUrl, path)).toBe("200 ok\n");
  });

  test("is 503 with the address if one does not respond", async () => {
    await using running = await RunningAgent.start(unusedUrl);
    const prober = await listen(probes, createProbeHandler([running.url, unusedUrl]));
    expect(await probe(prober.url, path)).toBe(`503 ${unusedUrl} does not respond.\n`);
    await prober.stop(0);
  });

  test("is 503 if another program responds", async () => {
    await using other = await listenOnLoopback((_request, response) => response.end("hello"));
    const prober = await listen(probes, createProbeHandler([other.url]));
    expect(await probe(prober.url, path)).toBe(`503 ${other.url} does not respond.\n`);
    await prober.stop(0);
  });
});

test("probes that arrive together call each address once", async () => {
  let calls = 0;
  await using called = await listenOnLoopback((_request, response) => {
    calls += 1;
    response.writeHead(404).end();
  });
  const prober = await listen(probes, createProbeHandler([called.url]));
  using connection = await RawConnection.open(Number(new URL(prober.url).port));
  await connection.write("GET /healthz HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n".repeat(32));
  await expect.poll(() => connection.received.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(32);
  expect(calls).toBe(1);
  await prober.stop(0);
});

test("the address of the probes has nothing else, and that of the pods no probe", async () => {
  await using running = await RunningAgent.start(unusedUrl, { probes });
  expect(await probe(running.agent.probesUrl, "/")).toMatch(/^404 There is nothing at this path\./);
  expect(await probe(running.agent.probesUrl, "/v1/credentials")).toMatch(/^404 /);
  expect(await probe(running.url, "/healthz")).toMatch(/^404 /);
});
