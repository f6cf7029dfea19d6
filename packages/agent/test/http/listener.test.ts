import http, { type Server } from "node:http";
import { expect, test, vi } from "vitest";
import { RunningAgent } from "../support/running-agent.ts";

test("every server limits its connections, and the size and duration of headers and requests", async () => {
  const address = { host: "127.0.0.1", port: 0 };
  const createServer = vi.spyOn(http, "createServer");
  await using _running = await RunningAgent.start("http://127.0.0.1:1", {
    probes: address,
    metrics: address,
  });
  const options = createServer.mock.calls.map(([first]) => first);
  const servers = createServer.mock.results.map(({ value }) => value as Server);
  createServer.mockRestore();
  expect(options).toEqual(Array(3).fill(expect.objectContaining({ maxHeaderSize: 16_384 })));
  for (const { maxConnections, headersTimeout, requestTimeout, keepAliveTimeout } of servers) {
    expect({ maxConnections, headersTimeout, requestTimeout, keepAliveTimeout }).toEqual({
      maxConnections: 4_096,
      headersTimeout: 5_000,
      requestTimeout: 10_000,
      keepAliveTimeout: 30_000,
    });
  }
});
