import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { text } from "node:stream/consumers";
import { connect } from "node:tls";
import { listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { RawConnection } from "@eks-auth/test-kit/raw-connection";
import { createSelfSignedCertificate } from "@eks-auth/test-kit/self-signed-certificate";
import { expect, test } from "vitest";
import { stopServer } from "../../src/node/stop-server.ts";

const request = "GET / HTTP/1.1\r\nhost: localhost\r\n\r\n";

test("a server that stops closes idle connections, answers requests in flight, and takes no more connections", async () => {
  const responses: ServerResponse[] = [];
  const server = createServer((request, response) => {
    if (request.url === "/idle") {
      response.end("first");
    } else {
      responses.push(response);
    }
  });
  await using loopback = await listenOnLoopback(server);
  using idle = await RawConnection.open(loopback.port);
  using busy = await RawConnection.open(loopback.port);
  await idle.write(request.replace("/", "/idle"));
  await expect.poll(() => idle.received).toContain("first");
  const arrived = once(server, "request");
  await busy.write(request);
  await arrived;
  const stopped = stopServer(server, 60_000);
  await idle.waitForEnd();
  await expect(RawConnection.open(loopback.port)).rejects.toThrow("ECONNREFUSED");
  responses[0]?.end("done");
  await busy.waitForEnd();
  expect(busy.received).toMatch(/^HTTP\/1\.1 200 .*done$/s);
  expect(await stopped).toBe(true);
});

test("connections with a request in flight are destroyed after the time of grace", async () => {
  const server = createServer(() => {});
  await using loopback = await listenOnLoopback(server);
  using busy = await RawConnection.open(loopback.port);
  const arrived = once(server, "request");
  await busy.write(request);
  await arrived;
  expect(await stopServer(server, 0)).toBe(false);
  await busy.waitForEnd();
  expect(busy.received).toBe("");
});

test("an HTTPS server stops too: idle connections are closed, and the answer of a request in flight arrives", async () => {
  const { certificate, privateKey } = createSelfSignedCertificate("localhost");
  const responses: ServerResponse[] = [];
  const server = createHttpsServer({ cert: certificate, key: privateKey }, (_request, response) =>
    responses.push(response),
  );
  await using loopback = await listenOnLoopback(server);
  const socket = connect({
    port: loopback.port,
    host: "127.0.0.1",
    ca: certificate,
    servername: "server.test",
  });
  const arrived = once(server, "request");
  socket.setEncoding("latin1").write(request);
  await arrived;
  const stopped = stopServer(server, 60_000);
  responses[0]?.end("done");
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 200 .*done$/s);
  expect(await stopped).toBe(true);
});

test("a client that never starts its TLS handshake does not keep a server from stopping", async () => {
  const { certificate, privateKey } = createSelfSignedCertificate("localhost");
  const server = createHttpsServer({ cert: certificate, key: privateKey });
  await using loopback = await listenOnLoopback(server);
  const accepted = once(server, "connection");
  using _silent = await RawConnection.open(loopback.port);
  await accepted;
  expect(await stopServer(server, 0)).toBe(false);
});
