import { Agent } from "node:http";
import { createServer as createHttpsServer, Agent as HttpsAgent } from "node:https";
import { createServer as createTcpServer, type Socket } from "node:net";
import { listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { createSelfSignedCertificate } from "@eks-auth/test-kit/self-signed-certificate";
import { expect, test, vi } from "vitest";
import type { Transport } from "../../src/http/transport.ts";
import { createNodeTransport } from "../../src/platform/node-transport.ts";
import type { PlatformTransportOptions } from "../../src/platform/platform.ts";
import { createRequest, noLimits, readAll } from "../transport-requests.ts";

async function useTransport<T>(
  options: PlatformTransportOptions,
  use: (transport: Transport) => Promise<T>,
): Promise<T> {
  const transport = createNodeTransport(options);
  try {
    return await use(transport);
  } finally {
    transport.close();
  }
}

test("sends a path as it is written", async () => {
  await using server = await listenOnLoopback((request, response) => response.end(request.url));
  await useTransport({}, async (transport) => {
    const { body } = await transport.send(createRequest(server.url, { path: "/a/../b/./%2e//" }), noLimits);
    expect(await readAll(body)).toBe("/a/../b/./%2e//");
  });
});

test("sends the host header of the request, if it has one", async () => {
  await using server = await listenOnLoopback((request, response) => response.end(request.headers.host));
  await useTransport({}, async (transport) => {
    const headers = { host: "eks-auth.example.org" };
    const { body } = await transport.send(createRequest(server.url, { headers }), noLimits);
    expect(await readAll(body)).toBe("eks-auth.example.org");
  });
});

test("ends the sending of a stream if the server answers before its end", async () => {
  let isEnded = false;
  async function* endlessStream() {
    try {
      for (;;) {
        yield new Uint8Array(65_536);
      }
    } finally {
      isEnded = true;
    }
  }
  await using server = await listenOnLoopback((_request, response) => response.writeHead(413).end("no"));
  await useTransport({}, async (transport) => {
    const request = createRequest(server.url, { body: endlessStream() });
    const { status, body } = await transport.send(request, noLimits);
    expect([status, await readAll(body)]).toEqual([413, "no"]);
    await expect.poll(() => isEnded).toBe(true);
    await expect.poll(() => server.countConnections()).toBe(0);
  });
});

test("fails if the server switches to another protocol", async () => {
  const switching = "HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: other\r\n\r\n";
  await using server = await listenOnLoopback(
    createTcpServer((socket) => socket.once("data", () => socket.write(switching))),
  );
  await useTransport({}, async (transport) => {
    await expect(transport.send(createRequest(server.url), noLimits)).rejects.toMatchObject({
      code: "connection_failed",
      message: expect.stringMatching("switched to another protocol"),
    });
  });
});

test("keeps connections open until the transport is closed", async () => {
  const sockets = new Set<Socket>();
  await using server = await listenOnLoopback((request, response) => {
    sockets.add(request.socket);
    response.end("ok");
  });
  await useTransport({}, async (transport) => {
    for (let count = 0; count < 3; count++) {
      const { body } = await transport.send(createRequest(server.url), noLimits);
      await readAll(body);
    }
    expect(sockets.size).toBe(1);
    expect(await server.countConnections()).toBe(1);
  });
  await expect.poll(() => server.countConnections()).toBe(0);
});

test("a closed transport finishes a request, and then closes its connection", async () => {
  const arrived = Promise.withResolvers<void>();
  const mayAnswer = Promise.withResolvers<void>();
  await using server = await listenOnLoopback(async (_request, response) => {
    arrived.resolve();
    await mayAnswer.promise;
    response.end("ok");
  });
  const transport = createNodeTransport({});
  const sending = transport.send(createRequest(server.url), noLimits);
  await arrived.promise;
  transport.close();
  mayAnswer.resolve();
  const { body } = await sending;
  expect(await readAll(body)).toBe("ok");
  await expect.poll(() => server.countConnections()).toBe(0);
});

test("doesn't send a request twice whose new connection is closed", async () => {
  let count = 0;
  await using server = await listenOnLoopback(
    createTcpServer((socket) => {
      count++;
      socket.once("data", () => socket.resetAndDestroy());
    }),
  );
  await useTransport({}, async (transport) => {
    await expect(transport.send(createRequest(server.url), noLimits)).rejects.toThrow("ECONNRESET");
  });
  expect(count).toBe(1);
});

/** A server that answers the first request of each connection, and closes the connection at the second one. */
async function startForgetfulServer() {
  const bodies: string[] = [];
  const server = await listenOnLoopback(async (request, response) => {
    let body = "";
    for await (const piece of request) {
      body += piece;
    }
    bodies.push(body);
    request.socket.removeAllListeners("data").once("data", () => request.socket.resetAndDestroy());
    response.end("ok");
  });
  return { ...server, bodies };
}

test("sends a request again whose open connection the server closes", async () => {
  await using server = await startForgetfulServer();
  await useTransport({}, async (transport) => {
    for (const body of ["first", "second", "third"]) {
      const response = await transport.send(createRequest(server.url, { body }), noLimits);
      expect(await readAll(response.body)).toBe("ok");
    }
  });
  expect(server.bodies).toEqual(["first", "second", "third"]);
});

test("doesn't send a stream again", async () => {
  await using server = await startForgetfulServer();
  async function* stream() {
    yield Buffer.from("stream");
  }
  await useTransport({}, async (transport) => {
    const response = await transport.send(createRequest(server.url, { body: "first" }), noLimits);
    await readAll(response.body);
    const sending = transport.send(createRequest(server.url, { body: stream() }), noLimits);
    await expect(sending).rejects.toMatchObject({ code: "connection_failed" });
  });
});

test.each([
  ["an agent", (agent: Agent) => agent],
  ["a function", (agent: Agent) => () => agent],
  ["an asynchronous function", (agent: Agent) => async () => agent],
])("uses the connections of %s, and doesn't close them", async (_what, toOption) => {
  await using server = await listenOnLoopback((_request, response) => response.end("ok"));
  const agent = new Agent({ keepAlive: true });
  await useTransport({ agent: toOption(agent) }, async (transport) => {
    const { body } = await transport.send(createRequest(server.url), noLimits);
    await readAll(body);
  });
  await expect.poll(() => Object.values(agent.freeSockets).flat()).toHaveLength(1);
  expect(await server.countConnections()).toBe(1);
  agent.destroy();
});

test("asks the function for the connections of a request", async () => {
  await using server = await listenOnLoopback((_request, response) => response.end("ok"));
  const agent = vi.fn(() => new Agent());
  await useTransport({ agent }, async (transport) => {
    const { body } = await transport.send(createRequest(server.url), noLimits);
    await readAll(body);
  });
  expect(agent).toHaveBeenCalledExactlyOnceWith(
    expect.objectContaining({ protocol: "http:", host: new URL(server.url).host }),
  );
});

test("an agent for another protocol is a TypeError", async () => {
  await useTransport({ agent: new HttpsAgent() }, async (transport) => {
    await expect(transport.send(createRequest("http://127.0.0.1:1"), noLimits)).rejects.toBeInstanceOf(
      TypeError,
    );
  });
});

test("connects by TLS, with the certificates of the agent", async () => {
  const { certificate: cert, privateKey: key } = createSelfSignedCertificate("server");
  await using server = await listenOnLoopback(
    createHttpsServer({ cert, key }, (_request, response) => response.end("ok")),
  );
  await useTransport({ agent: new HttpsAgent({ ca: cert }) }, async (transport) => {
    const { body } = await transport.send(createRequest(server.url), noLimits);
    expect(await readAll(body)).toBe("ok");
  });
  await useTransport({}, async (transport) => {
    await expect(transport.send(createRequest(server.url), noLimits)).rejects.toMatchObject({
      code: "connection_failed",
      systemCode: "DEPTH_ZERO_SELF_SIGNED_CERT",
    });
  });
});
