import { request } from "node:http";
import { networkInterfaces } from "node:os";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { type AdminServer, startAdminServer } from "../../../src/http/admin-server.ts";
import { type AdminConsole, openAdminConsole } from "../../../src/serve/admin/admin-console.ts";
import { createTrace } from "../../console/create-trace.ts";
import { EventReader } from "../../dev/support/event-reader.ts";

let adminConsole: AdminConsole;
let server: AdminServer;

beforeAll(async () => {
  adminConsole = await openAdminConsole(() => {});
  server = await startWithConsole("0.0.0.0");
});
afterAll(() => server.stop());

function startWithConsole(host: string): Promise<AdminServer> {
  const answers = {
    checkAlive: async () => undefined,
    checkReady: async () => [],
    renderMetrics: async () => ({ contentType: "text/plain", text: "up 1\n" }),
    console: adminConsole.listener,
  };
  return startAdminServer({ host, port: 0 }, answers, "");
}

interface Sent {
  readonly url?: string;
  readonly method?: string;
  readonly address?: string;
  readonly host?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

function send(path: string, sent: Sent = {}) {
  const { url = server.url, method = "GET", address = "127.0.0.1" } = sent;
  const { host = "localhost", headers: others } = sent;
  const { port } = new URL(url);
  return new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
    const headers = { host, origin: `http://${host}`, "content-type": "application/json", ...others };
    request({ host: address, port, path, method, headers }, async (response) => {
      resolve({ status: response.statusCode, body: await text(response) });
    })
      .on("error", reject)
      .end();
  });
}

test("the page and its files are below /console/", async () => {
  expect(await send("/console/")).toMatchObject({
    status: 200,
    body: expect.stringContaining("<!doctype html>"),
  });
  expect((await send("/console/console.js")).status).toBe(200);
  expect((await send("/console")).status).toBe(308);
  expect((await send("/consoles")).status).toBe(404);
  expect((await send("/metrics")).body).toBe("up 1\n");
});

test("exchanges are events; the state says that the console is read-only", async () => {
  const { port } = new URL(server.url);
  await using events = await EventReader.open(`http://127.0.0.1:${port}/console/api/events`);
  expect(await events.next("state")).toEqual({ mode: "serve", exchanges: [], skipped: 0 });
  adminConsole.onExchange(() => createTrace({ requestId: "live" }));
  expect(await events.next("exchange")).toMatchObject({ requestId: "live", outcome: "granted" });
});

test.each(["POST", "PUT", "DELETE"])("%s changes nothing", async (method) => {
  for (const path of ["tokens", "associations", "faults", "events"]) {
    expect((await send(`/console/api/${path}`, { method })).status).toBe(404);
  }
});

test("only connections of this machine, with its name as the host, are answered", async () => {
  expect((await send("/console/", { host: "evil.example" })).status).toBe(403);
  const others = Object.values(networkInterfaces()).flatMap((addresses) =>
    (addresses ?? []).filter(({ family, internal }) => family === "IPv4" && !internal),
  );
  // A connection to another address of this machine comes from that address.
  for (const { address } of others) {
    expect(await send("/console/", { address })).toEqual({
      status: 403,
      body: "The console answers only connections from this machine: use kubectl port-forward or ssh -L.\n",
    });
  }
});

const hasIPv6 = Object.values(networkInterfaces()).some((addresses) =>
  addresses?.some(({ address }) => address === "::1"),
);

test.skipIf(!hasIPv6).each(["127.0.0.1", "::1"])("a server for IPv6 and IPv4 answers %s", async (address) => {
  const { url, stop } = await startWithConsole("::");
  onTestFinished(() => stop());
  expect((await send("/console/", { url, address })).status).toBe(200);
});

// A proxy on this machine connects from a loopback address, and can name one as the host.
test.each([
  "Forwarded",
  "Via",
  "X-Forwarded-For",
  "x-forwarded-proto",
  "X-Forwarded-Client-Cert",
  "X-Real-IP",
  "X-Envoy-Attempt-Count",
  "l5d-client-id",
])("a proxy on this machine, which adds %s, is not answered", async (name) => {
  for (const path of ["/console/", "/console/console.js", "/console/api/events"]) {
    expect(await send(path, { headers: { [name]: "anything" } })).toEqual({
      status: 403,
      body: `The console answers no proxy (header ${name.toLowerCase()}): use kubectl port-forward or ssh -L.\n`,
    });
  }
});

test("a header whose name only contains that of a proxy's is allowed", async () => {
  const headers = { "x-via": "1", "via-x": "1", "not-forwarded": "1", "x-real-ip-x": "1" };
  expect((await send("/console/", { headers })).status).toBe(200);
});

test("more than ten exchanges a second are counted, and not recorded", async () => {
  const other = await openAdminConsole(() => {});
  let created = 0;
  for (let index = 0; index < 50; index++) {
    other.onExchange(() => {
      created++;
      return createTrace();
    });
  }
  // The second can change meanwhile.
  expect(created).toBeLessThanOrEqual(20);
  expect(created).toBeGreaterThanOrEqual(10);
});
