import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { connect, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import { listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { RawConnection } from "@eks-auth/test-kit/raw-connection";
import { createSelfSignedCertificate } from "@eks-auth/test-kit/self-signed-certificate";
import { describe, expect, test, vi } from "vitest";
import { destroyUnread } from "../../src/node/connections.ts";
import { createNodeListener } from "../../src/node/listener.ts";
import { ok, startRun } from "../test-services.ts";

const get = "GET / HTTP/1.1\r\nhost: a\r\n\r\n";

function countStatuses({ received }: RawConnection): number {
  return received.match(/HTTP\/1\.1 200/g)?.length ?? 0;
}

describe("pipelined requests", () => {
  test("close the connection if more than 32 are unanswered, and the rest isn't started", async () => {
    const invoke = vi.fn(() => new Promise<never>(() => {}));
    await using server = await startRun(invoke);
    using connection = await RawConnection.open(server.port);
    await connection.write(get.repeat(3_000));
    await connection.waitForEnd();
    expect(connection.received).toBe("");
    expect(invoke).toHaveBeenCalledTimes(32);
  });

  test("are answered up to the limit, again and again", async () => {
    await using server = await startRun(async () => ok("done"));
    using connection = await RawConnection.open(server.port);
    for (let round = 1; round <= 3; round += 1) {
      await connection.write(get.repeat(32));
      await expect.poll(() => countStatuses(connection)).toBe(32 * round);
    }
  });

  test("do not count after their response, while others wait", async () => {
    const responses: PromiseWithResolvers<ReturnType<typeof ok>>[] = [];
    await using server = await startRun(() => {
      const response = Promise.withResolvers<ReturnType<typeof ok>>();
      responses.push(response);
      return response.promise;
    });
    using connection = await RawConnection.open(server.port);
    await connection.write(get.repeat(32));
    await expect.poll(() => responses.length).toBe(32);
    responses[0]?.resolve(ok("done"));
    await expect.poll(() => countStatuses(connection)).toBe(1);
    await connection.write(get);
    await expect.poll(() => responses.length).toBe(33);
    for (const { resolve } of responses) resolve(ok("done"));
    await expect.poll(() => countStatuses(connection)).toBe(33);
  });

  test.each([0, 1.5, Number.NaN])("can't have the limit %s", (maxPipelinedRequests) => {
    expect(() => createNodeListener(async () => ok(""), { maxPipelinedRequests })).toThrow(TypeError);
  });

  test("can have another limit", async () => {
    const release = Promise.withResolvers<void>();
    const listener = createNodeListener(() => release.promise.then(() => ok("done")), {
      maxPipelinedRequests: 2,
    });
    await using server = await listenOnLoopback(listener);
    using bad = await RawConnection.open(server.port);
    await bad.write(get.repeat(3));
    await bad.waitForEnd();
    using good = await RawConnection.open(server.port);
    await good.write(get.repeat(2));
    release.resolve();
    await expect.poll(() => countStatuses(good)).toBe(2);
  });
});

const { certificate: cert, privateKey: key } = createSelfSignedCertificate("pipelines");

test.each<[string, Server, (port: number) => Socket]>([
  ["an HTTP", createServer(), (port) => connect(port, "127.0.0.1")],
  ["an HTTPS", createHttpsServer({ cert, key }), (port) => connectTls({ port, host: "127.0.0.1", ca: cert })],
])("destroyUnread drops the requests that %s server has read", async (_, server, open) => {
  const onRequest = vi.fn(({ socket }: IncomingMessage) => destroyUnread(socket));
  server.on("request", onRequest);
  await using listening = await listenOnLoopback(server);
  const socket = open(listening.port);
  socket.on("error", () => {});
  socket.write(get.repeat(500));
  await once(socket, "close");
  expect(onRequest).toHaveBeenCalledOnce();
});
