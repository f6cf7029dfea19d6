import { createServer, type IncomingHttpHeaders, request } from "node:http";
import { text } from "node:stream/consumers";
import { listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { RawConnection } from "@eks-auth/test-kit/raw-connection";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { AdminAnswers, Check } from "../../src/http/admin-listener.ts";
import { type AdminServer, startAdminServer } from "../../src/http/admin-server.ts";

const ready: readonly Check[] = [
  { name: "stopping", state: "ok", isFatal: false },
  { name: "keys", cluster: "lab", state: "not available (unreachable)", isFatal: false },
];

const fix = "Choose another port.";

let failure: string | undefined;
let checks: readonly Check[];
let renderMetrics: AdminAnswers["renderMetrics"];
let server: AdminServer;

beforeAll(async () => {
  const answers: AdminAnswers = {
    checkAlive: async () => failure,
    checkReady: async () => checks,
    renderMetrics: () => renderMetrics(),
  };
  server = await startAdminServer({ host: "127.0.0.1", port: 0 }, answers, fix);
});
afterAll(() => server.stop());
beforeEach(() => {
  failure = undefined;
  checks = ready;
  renderMetrics = async () => ({ contentType: "text/plain; version=0.0.4", text: "up 1\n" });
});

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

function get(path: string, { method = "GET", host = "localhost", url = server.url } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(`${url}${path}`, { method, headers: { host } }, async (response) => {
      resolve({ status: response.statusCode, headers: response.headers, body: await text(response) });
    });
    sent.on("error", reject).end();
  });
}

describe("the admin port", () => {
  test("says whether the service is alive", async () => {
    expect(await get("/healthz")).toMatchObject({ status: 200, body: "ok\n" });
    failure = "http://127.0.0.1:1 accepts no connections (ECONNREFUSED)";
    expect(await get("/healthz")).toMatchObject({ status: 503, body: `${failure}\n` });
  });

  test("says whether the service is ready, with each check", async () => {
    const body = "ready\n[+] stopping: ok\n[+] keys of lab: not available (unreachable)\n";
    expect(await get("/readyz")).toMatchObject({ status: 200, body });
    checks = [...ready, { name: "audit", state: "ENOSPC", isFatal: true }];
    const answer = await get("/readyz");
    expect(answer.status).toBe(503);
    expect(answer.body).toMatch(/^not ready\n(.*\n)*\[-\] audit: ENOSPC\n$/);
  });

  test("renders the metrics, and answers 500 without a reason if that fails", async () => {
    const headers = { "content-type": "text/plain; version=0.0.4", "cache-control": "no-store" };
    expect(await get("/metrics")).toMatchObject({ status: 200, headers, body: "up 1\n" });
    renderMetrics = async () => {
      throw new Error("canary");
    };
    const failed = await get("/metrics");
    expect(failed.status).toBe(500);
    expect(failed.body).not.toContain("canary");
  });

  test.each([
    ["GET", "/", 404],
    ["GET", "/metrics/", 404],
    ["GET", "/constructor", 404],
    ["POST", "/metrics", 405],
    ["HEAD", "/healthz", 200],
  ])("answers %s %s with %i", async (method, path, status) => {
    expect((await get(path, { method })).status).toBe(status);
  });

  test.each([
    ["attacker.example", 403],
    ["attacker.example:8481", 403],
    ["127.0.0.1:8481", 200],
    ["[::1]:8481", 200],
    ["localhost", 200],
  ])("answers a request for the host %j with %i on a loopback address", async (host, status) => {
    expect((await get("/healthz", { host })).status).toBe(status);
  });
});

test("a client that opens many connections loses its oldest, and the port still answers", async () => {
  const connections: RawConnection[] = [];
  for (let count = 0; count < 33; count++) {
    connections.push(await RawConnection.open(Number(new URL(server.url).port)));
  }
  await connections[0]?.waitForEnd();
  expect((await get("/healthz")).status).toBe(200);
  for (const connection of connections) {
    connection[Symbol.dispose]();
  }
});

test("on another address than loopback, every host is allowed", async () => {
  const answers: AdminAnswers = {
    checkAlive: async () => undefined,
    checkReady: async () => ready,
    renderMetrics: () => renderMetrics(),
  };
  const open = await startAdminServer({ host: "0.0.0.0", port: 0 }, answers, fix);
  const url = open.url.replace("0.0.0.0", "127.0.0.1");
  expect((await get("/healthz", { host: "10.1.2.3:8481", url })).status).toBe(200);
  await open.stop();
});

test("a port that is in use is named with the fix", async () => {
  await using taken = await listenOnLoopback(createServer());
  const start = startAdminServer({ host: "127.0.0.1", port: taken.port }, {} as AdminAnswers, fix);
  await expect(start).rejects.toThrow(
    `can't listen on 127.0.0.1:${taken.port} for probes and metrics (EADDRINUSE). ${fix}`,
  );
});
