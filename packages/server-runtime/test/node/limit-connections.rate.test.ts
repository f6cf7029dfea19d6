import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { connect, Socket } from "node:net";
import { connect as connectTls, type TLSSocket } from "node:tls";
import { listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { RawConnection } from "@eks-auth/test-kit/raw-connection";
import { createSelfSignedCertificate } from "@eks-auth/test-kit/self-signed-certificate";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { limitConnections } from "../../src/node/connections.ts";

const { certificate: cert, privateKey: key } = createSelfSignedCertificate("server");
const get = "GET / HTTP/1.1\r\nhost: a\r\n\r\n";
const listener: RequestListener = (_, response) => void response.end();

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

test("connections over the rate of their address are reset, and open ones are served", async () => {
  const onClose = vi.fn();
  const limited = createServer(listener);
  limitConnections(limited, { maxConnectionsPerSecondPerAddress: 1, onClose });
  await using server = await listenOnLoopback(limited);
  const accepted: RawConnection[] = [];
  for (let index = 0; index < 5; index += 1) {
    accepted.push(await RawConnection.open(server.port));
  }
  const refused = connect(server.port, "127.0.0.1");
  await expect(once(refused, "close")).rejects.toThrow("ECONNRESET");
  expect(onClose.mock.calls).toEqual([["127.0.0.1", "maxConnectionsPerSecondPerAddress"]]);
  using other = await RawConnection.open(server.port, "127.0.0.2");
  vi.advanceTimersByTime(1_000);
  for (const connection of [...accepted, other, await RawConnection.open(server.port)]) {
    await connection.write(get);
    await expect.poll(() => connection.received).toContain("200 OK");
    connection.reset();
  }
  expect(onClose).toHaveBeenCalledTimes(1);
});

test("addresses that are exempt can open any number", async () => {
  const onClose = vi.fn();
  const limited = createServer(listener);
  limitConnections(limited, {
    maxConnectionsPerSecondPerAddress: 1,
    exemptAddresses: ["127.0.0.0/8"],
    onClose,
  });
  await using server = await listenOnLoopback(limited);
  for (let index = 0; index < 20; index += 1) {
    using connection = await RawConnection.open(server.port);
    await connection.write(get);
    await expect.poll(() => connection.received).toContain("200 OK");
  }
  expect(onClose).not.toHaveBeenCalled();
});

test("nothing of TLS is created for a connection over the rate", async () => {
  const limited = createHttpsServer({ cert, key }, listener);
  const secured: Socket[] = [];
  // The listener of TLS gets what this one gets.
  limited.on("connection", (socket: Socket) => secured.push(socket));
  const failed = vi.fn();
  limited.on("tlsClientError", failed);
  limitConnections(limited, { maxConnectionsPerSecondPerAddress: 1 });
  await using server = await listenOnLoopback(limited);
  const open: TLSSocket[] = [];
  for (let index = 0; index < 5; index += 1) {
    const socket = connectTls({ port: server.port, host: "127.0.0.1", rejectUnauthorized: false });
    await once(socket, "secureConnect");
    open.push(socket);
  }
  const refused = connectTls({ port: server.port, host: "127.0.0.1", rejectUnauthorized: false });
  await expect(once(refused, "secureConnect")).rejects.toThrow();
  expect(secured).toHaveLength(5);
  expect(failed).not.toHaveBeenCalled();
  for (const socket of open) {
    socket.destroy();
  }
});

test("nothing is created for a connection that was reset before it was accepted", async () => {
  const limited = createServer(listener);
  const created = vi.fn();
  limited.on("connection", created);
  limitConnections(limited, { maxConnectionsPerSecondPerAddress: 1 });
  await using _ = await listenOnLoopback(limited);
  // Emitted like a connection of which the system does not know the other end any more.
  const socket = new Socket();
  limited.emit("connection", socket);
  expect(socket.destroyed).toBe(true);
  expect(created).not.toHaveBeenCalled();
});

test("a rate must be a whole number above 0", () => {
  for (const maxConnectionsPerSecondPerAddress of [0, -1, 1.5]) {
    expect(() => limitConnections(createServer(), { maxConnectionsPerSecondPerAddress })).toThrow(
      "The option maxConnectionsPerSecondPerAddress must be a whole number above 0",
    );
  }
});
