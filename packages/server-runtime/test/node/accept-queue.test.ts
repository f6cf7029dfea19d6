import { createServer, type RequestListener } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { connect } from "node:net";
import { connect as connectTls } from "node:tls";
import { listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { createSelfSignedCertificate } from "@eks-auth/test-kit/self-signed-certificate";
import { afterEach, expect, test } from "vitest";
import { LoadShedder } from "../../src/node/load-shedder.ts";

/** How long each request blocks the event loop. Nothing else here takes as long. */
const costMs = 10;
const request = "GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n";

const opened: { destroy(): void }[] = [];
afterEach(() => {
  for (const socket of opened.splice(0)) {
    socket.destroy();
  }
});

/** Opens connections at once, each with a request. @returns what each got: `200`, or nothing */
function open(port: number, count: number, localAddress = "127.0.0.1", isTls = false): Promise<string>[] {
  return Array.from({ length: count }, () => {
    const { promise, resolve } = Promise.withResolvers<string>();
    const options = { port, host: "127.0.0.1", localAddress };
    const socket = isTls ? connectTls({ ...options, rejectUnauthorized: false }) : connect(options);
    opened.push(socket);
    let received = "";
    socket.on("data", (chunk) => {
      received += chunk.toString("latin1");
    });
    socket.on("error", () => {});
    socket.on("close", () => resolve(received.slice(9, 12)));
    socket.write(request);
    return promise;
  });
}

const listener: RequestListener = (_, response) => {
  const end = performance.now() + costMs;
  while (performance.now() < end);
  response.end();
};

async function start(maxQueueMs: number, server = createServer(listener)) {
  const shed: string[] = [];
  const shedder = new LoadShedder({ maxQueueMs, onShed: (refused) => shed.push(refused) });
  shedder.watch(server);
  return { server: await listenOnLoopback(server), shed };
}

test("connections that would wait too long are closed, and later ones are answered", async () => {
  const { server, shed } = await start(100);
  await using _ = server;
  const startedAt = performance.now();
  const results = await Promise.all(open(server.port, 300));
  const elapsedMs = performance.now() - startedAt;
  const answered = results.filter((result) => result === "200").length;
  expect(shed.length).toBeGreaterThan(100);
  expect(answered + shed.length).toBe(300);
  expect(answered).toBeGreaterThan(0);
  expect(elapsedMs, "all of them would take 3 s").toBeLessThan(300 * costMs);
  expect(await Promise.all(open(server.port, 5))).toEqual(Array(5).fill("200"));
});

test("an address with fewer connections than others keeps them", async () => {
  const { server, shed } = await start(100);
  await using _ = server;
  const flood = open(server.port, 150);
  const quiet = open(server.port, 2, "127.0.0.2");
  const rest = open(server.port, 150);
  expect(await Promise.all(quiet)).toEqual(["200", "200"]);
  await Promise.all([...flood, ...rest]);
  expect(shed.length).toBeGreaterThan(0);
});

test("connections are closed before their TLS handshake, too", async () => {
  const { certificate: cert, privateKey: key } = createSelfSignedCertificate("server");
  const failures: unknown[] = [];
  const https = createTlsServer({ cert, key }, listener);
  https.on("tlsClientError", ({ code }: NodeJS.ErrnoException) => failures.push(code));
  const { server, shed } = await start(100, https);
  await using _ = server;
  const results = await Promise.all(open(server.port, 200, "127.0.0.1", true));
  expect(shed.length).toBeGreaterThan(0);
  expect(results).toContain("200");
  expect(failures, "TLS does not know of them").toEqual([]);
  expect(await Promise.all(open(server.port, 5, "127.0.0.1", true))).toEqual(Array(5).fill("200"));
});

test("no connection is closed if none waits too long, even if the queue is never empty", async () => {
  const { server, shed } = await start(2_000);
  await using _ = server;
  const client = async (): Promise<void> => {
    for (let index = 0; index < 5; index++) {
      expect(await Promise.all(open(server.port, 1))).toEqual(["200"]);
    }
  };
  await Promise.all(Array.from({ length: 8 }, client));
  expect(shed).toEqual([]);
});
