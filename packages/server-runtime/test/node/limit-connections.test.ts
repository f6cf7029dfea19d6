import { once } from "node:events";
import { createServer, type RequestListener, type ServerResponse } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { connect } from "node:net";
import { connect as connectTls } from "node:tls";
import { type LoopbackServer, listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { RawConnection } from "@eks-auth/test-kit/raw-connection";
import { createSelfSignedCertificate } from "@eks-auth/test-kit/self-signed-certificate";
import { describe, expect, test, vi } from "vitest";
import { type ConnectionLimits, limitConnections } from "../../src/node/connections.ts";

const get = "GET / HTTP/1.1\r\nhost: a\r\n\r\n";
const incomplete = "POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 3\r\n\r\n";

/** The client's end of a limited server's connections. */
class Clients implements AsyncDisposable {
  readonly #server: LoopbackServer;
  readonly #connections: RawConnection[] = [];

  private constructor(server: LoopbackServer) {
    this.#server = server;
  }

  static async start(limits: ConnectionLimits, listener: RequestListener): Promise<Clients> {
    const server = createServer({ keepAliveTimeout: 0 }, listener);
    limitConnections(server, limits);
    return new Clients(await listenOnLoopback(server));
  }

  /** Opens a connection, sends a text and waits until the server has it. */
  async open(text = "", from?: string): Promise<RawConnection> {
    const accepted = once(this.#server.server, "connection");
    const started = text === "" ? undefined : once(this.#server.server, "request");
    const connection = await RawConnection.open(this.#server.port, from);
    this.#connections.push(connection);
    await connection.write(text);
    await Promise.all([accepted, started]);
    return connection;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const connection of this.#connections) {
      connection[Symbol.dispose]();
    }
    await this.#server[Symbol.asyncDispose]();
  }
}

async function expectAnswer(connection: RawConnection): Promise<void> {
  await expect.poll(() => connection.received).toContain("200 OK");
}

describe("over the limit of an address", () => {
  test.each([
    ["has no request yet", ""],
    ["has an incomplete request", incomplete],
  ])("the oldest connection that %s is closed, and the new one is served", async (_, text) => {
    const onClose = vi.fn();
    await using clients = await Clients.start(
      { maxConnectionsPerAddress: 2, onClose },
      (request, response) => {
        if (request.method === "GET") response.end();
      },
    );
    const oldest = await clients.open(text);
    const other = await clients.open(text);
    const newest = await clients.open(get);
    await oldest.waitForEnd();
    await expectAnswer(newest);
    expect(onClose.mock.calls).toEqual([["127.0.0.1", "maxConnectionsPerAddress"]]);
    await clients.open(get);
    await other.waitForEnd();
  });

  test("the connection that is longest without a request is closed", async () => {
    await using clients = await Clients.start({ maxConnectionsPerAddress: 2 }, (_, response) =>
      response.end(),
    );
    const first = await clients.open(get);
    const second = await clients.open(get);
    await Promise.all([first, second].map(expectAnswer));
    await first.write(get);
    await expect.poll(() => first.received.match(/200 OK/g)).toHaveLength(2);
    const third = await clients.open(get);
    await second.waitForEnd();
    await expectAnswer(third);
    await first.write(get);
    await expect.poll(() => first.received.match(/200 OK/g)).toHaveLength(3);
  });

  test("the new connection is closed if all others are at work", async () => {
    const responses: ServerResponse[] = [];
    await using clients = await Clients.start({ maxConnectionsPerAddress: 2 }, (_, response) => {
      responses.push(response);
    });
    const working = [await clients.open(get), await clients.open(get + incomplete)];
    await (await clients.open()).waitForEnd();
    for (const response of responses) response.end();
    await Promise.all(working.map(expectAnswer));
  });

  test("connections that the client closed do not count", async () => {
    await using clients = await Clients.start({ maxConnectionsPerAddress: 1 }, (_, response) =>
      response.end(),
    );
    for (let round = 0; round < 3; round += 1) {
      const connection = await clients.open(get);
      await expectAnswer(connection);
      connection.reset();
      await connection.waitForEnd();
    }
  });

  test("connections that the client reset and opened again from the same port count once", async () => {
    const onClose = vi.fn();
    const limited = createServer((_, response) => response.end());
    limitConnections(limited, { maxConnections: 3, onClose });
    await using server = await listenOnLoopback(limited);
    const target = { port: server.port, host: "127.0.0.1" };
    let client = connect(target);
    await once(client, "connect");
    const { localPort = 0 } = client;
    for (let round = 0; round < 5; round += 1) {
      client.resetAndDestroy();
      await once(client, "close");
      // The server accepts it in the turn of the event loop in which it reads the reset, before "close".
      client = connect({ ...target, localPort });
      await once(client, "connect");
    }
    using newest = await RawConnection.open(server.port);
    await newest.write(get);
    await expectAnswer(newest);
    expect(onClose).not.toHaveBeenCalled();
    client.destroy();
  });

  // Only Linux has all of 127.0.0.0/8.
  test.runIf(process.platform === "linux")("another address keeps its connections", async () => {
    await using clients = await Clients.start({ maxConnectionsPerAddress: 1 }, (_, response) =>
      response.end(),
    );
    const other = await clients.open("", "127.0.0.2");
    for (let round = 0; round < 3; round += 1) {
      await expectAnswer(await clients.open(get));
    }
    await other.write(get);
    await expectAnswer(other);
  });
});

test("an exempt address can have as many as all together", async () => {
  const onClose = vi.fn();
  await using clients = await Clients.start(
    { maxConnections: 3, maxConnectionsPerAddress: 1, exemptAddresses: ["127.0.0.1/32"], onClose },
    (_, response) => response.end(),
  );
  const connections = [await clients.open(), await clients.open(), await clients.open()];
  for (const connection of connections) {
    await connection.write(get);
    await expectAnswer(connection);
  }
  expect(onClose).not.toHaveBeenCalled();
  await expectAnswer(await clients.open(get));
  expect(onClose.mock.calls).toEqual([["127.0.0.1", "maxConnections"]]);
});

test("only exempt addresses are exempt", async () => {
  await using clients = await Clients.start(
    { maxConnectionsPerAddress: 1, exemptAddresses: ["127.0.0.2", "10.0.0.0/8"] },
    (_, response) => response.end(),
  );
  const oldest = await clients.open();
  await expectAnswer(await clients.open(get));
  await oldest.waitForEnd();
});

// Only Linux has all of 127.0.0.0/8.
test.runIf(process.platform === "linux")(
  "over the limit of all connections, the address with most of them loses one",
  async () => {
    const onClose = vi.fn();
    await using clients = await Clients.start({ maxConnections: 3, onClose }, (_, response) =>
      response.end(),
    );
    const single = await clients.open("", "127.0.0.2");
    const first = await clients.open();
    const second = await clients.open();
    await expectAnswer(await clients.open(get, "127.0.0.3"));
    await first.waitForEnd();
    expect(onClose.mock.calls).toEqual([["127.0.0.1", "maxConnections"]]);
    for (const connection of [single, second]) {
      await connection.write(get);
      await expectAnswer(connection);
    }
  },
);

test("an HTTPS server's handshakes and requests count", async () => {
  const { certificate: cert, privateKey: key } = createSelfSignedCertificate("limited");
  const waiting: ServerResponse[] = [];
  const server = createHttpsServer({ cert, key }, (_, response) => waiting.push(response));
  limitConnections(server, { maxConnectionsPerAddress: 2 });
  await using listening = await listenOnLoopback(server);
  using handshake = await RawConnection.open(listening.port);
  const started = once(server, "request");
  const working = connectTls({ port: listening.port, host: "127.0.0.1", ca: cert });
  working.write(get);
  await started;
  using newest = await RawConnection.open(listening.port);
  await handshake.waitForEnd();
  using last = await RawConnection.open(listening.port);
  await newest.waitForEnd();
  const answer = once(working, "data");
  waiting[0]?.end();
  expect(String(await answer)).toContain("200 OK");
  working.destroy();
  last.reset();
});

test("a request with an unknown expectation counts, and is answered", async () => {
  await using clients = await Clients.start({}, (_, response) => response.end());
  await expectAnswer(await clients.open("GET / HTTP/1.1\r\nhost: a\r\nexpect: a miracle\r\n\r\n"));
});

test("an entry of exemptAddresses must be an address or a network", () => {
  expect(() => limitConnections(createServer(), { exemptAddresses: ["proxy.example"] })).toThrow(
    /exemptAddresses.*"proxy.example"/,
  );
});

test.each([
  { maxConnections: 0 },
  { maxConnections: 1.5 },
  { maxConnectionsPerAddress: -1 },
  { maxConnectionsPerAddress: Number.NaN },
])("a limit can't be %j", (limits) => {
  expect(() => limitConnections(createServer(), limits)).toThrow(TypeError);
});
