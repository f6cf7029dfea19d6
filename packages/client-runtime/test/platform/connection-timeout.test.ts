import { Agent } from "node:http";
import { createServer as createHttpsServer, Agent as HttpsAgent } from "node:https";
import { createServer as createTcpServer } from "node:net";
import { endAfter, expectSoon, stopClock } from "@eks-auth/test-kit/clocks";
import { listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { createSelfSignedCertificate } from "@eks-auth/test-kit/self-signed-certificate";
import { expect, test, vi } from "vitest";
import { createNodeTransport } from "../../src/platform/node-transport.ts";
import { createRequest, readAll } from "../transport-requests.ts";

stopClock();

const limits = { signal: undefined, connectionTimeoutMs: 700 };
const timeout = { code: "timeout", step: "connection", message: "The connection took longer than 700 ms." };

test("limits the time of a connection", async () => {
  const lookup = vi.fn();
  const agent = new Agent({ lookup });
  const sending = createNodeTransport({ agent }).send(createRequest("http://server.test"), limits);
  await expectSoon(() => lookup.mock.calls.length).toBe(1);
  await expectSoon(() => vi.getTimerCount()).toBe(1);
  await expect(endAfter(700, sending)).rejects.toMatchObject(timeout);
  expect(Object.values(agent.sockets)).toEqual([]);
});

test("limits the time of a connection with TLS", async () => {
  await using server = await listenOnLoopback(createTcpServer(() => {}));
  const transport = createNodeTransport({ agent: new HttpsAgent() });
  const sending = transport.send(createRequest(server.url.replace("http", "https")), limits);
  await expectSoon(() => server.countConnections()).toBe(1);
  await expect(endAfter(700, sending)).rejects.toMatchObject(timeout);
});

test("doesn't limit the time of a response", async () => {
  const { certificate: cert, privateKey: key } = createSelfSignedCertificate("server");
  const mayAnswer = Promise.withResolvers<void>();
  const arrived = Promise.withResolvers<void>();
  await using server = await listenOnLoopback(
    createHttpsServer({ cert, key }, async (_request, response) => {
      arrived.resolve();
      await mayAnswer.promise;
      response.end("ok");
    }),
  );
  const transport = createNodeTransport({ agent: new HttpsAgent({ ca: cert }) });
  const sending = transport.send(createRequest(server.url), limits);
  await arrived.promise;
  await vi.advanceTimersByTimeAsync(10_000);
  mayAnswer.resolve();
  const { body } = await sending;
  expect(await readAll(body)).toBe("ok");
});
