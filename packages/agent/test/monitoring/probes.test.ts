import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, test } from "vitest";
import { listen } from "../../src/http/listener.ts";
import { createProbeListener } from "../../src/monitoring/probes.ts";
import { ask, RunningAgent } from "../support/running-agent.ts";

const nowhere = "http://127.0.0.1:1";
const probes = { host: "127.0.0.1", port: 0 };
const metrics = probes;

async function probe(url: string | undefined, path: string): Promise<string> {
  const { status, text } = await ask(url ?? "", { path });
  return `${status} ${text}`;
}

describe.each(["/healthz", "/readyz"])("%s", (path) => {
  test("is 200 while every address answers, with probes and with metrics", async () => {
    const listen = [probes, { host: "::1", port: 0 }];
    await using running = await RunningAgent.start(nowhere, { listen, probes, metrics });
    const { probesUrl, metricsUrl } = running.agent;
    expect(await probe(probesUrl, path)).toBe("200 ok\n");
    expect(await probe(metricsUrl, path)).toBe("200 ok\n");
    expect(running.refusals).toEqual([]);
    expect(running.notices).toEqual([]);
  });

  test("is 200 whatever names the agent may be called", async () => {
    await using running = await RunningAgent.start(nowhere, { hosts: ["agent.example.org"], probes });
    expect(await probe(running.agent.probesUrl, path)).toBe("200 ok\n");
    expect(running.refusals).toEqual([]);
  });

  test("is 200 while others ask too much", async () => {
    const limit = { perSecond: 0.001, burst: 1 };
    const limits = { perClient: limit, overall: limit };
    await using running = await RunningAgent.start(nowhere, { limits, probes });
    await ask(running.url);
    expect((await ask(running.url)).status).toBe(429);
    expect(await probe(running.agent.probesUrl, path)).toBe("200 ok\n");
  });

  test("is 503 and says where nobody answers", async () => {
    await using running = await RunningAgent.start(nowhere);
    const dead = "http://127.0.0.1:1";
    const prober = await listen(probes, createProbeListener([running.url, dead]));
    expect(await probe(prober.url, path)).toBe(`503 ${dead} doesn't answer.\n`);
    await prober.stop(0);
  });

  test("is 503 where another program answers", async () => {
    const other = createServer((_request, response) => response.end("hello")).listen(0, "127.0.0.1");
    await once(other, "listening");
    const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
    const prober = await listen(probes, createProbeListener([url]));
    expect(await probe(prober.url, path)).toBe(`503 ${url} doesn't answer.\n`);
    await prober.stop(0);
    other.close();
  });
});

test("there is nothing else where probes are answered, and no probe where pods ask", async () => {
  await using running = await RunningAgent.start(nowhere, { probes });
  expect(await probe(running.agent.probesUrl, "/")).toMatch(/^404 There is nothing here\./);
  expect(await probe(running.agent.probesUrl, "/v1/credentials")).toMatch(/^404 /);
  expect(await probe(running.url, "/healthz")).toMatch(/^404 /);
});
