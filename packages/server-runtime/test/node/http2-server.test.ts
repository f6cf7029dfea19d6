import { once } from "node:events";
import { connect, createSecureServer, createServer, type SecureServerOptions } from "node:http2";
import { request as requestHttps } from "node:https";
import { text } from "node:stream/consumers";
import { type LoopbackServer, listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { RawHttp2Connection } from "@eks-auth/test-kit/raw-http2-connection";
import { createCertificate, createSelfSignedCertificate } from "@eks-auth/test-kit/self-signed-certificate";
import { describe, expect, test, vi } from "vitest";
import type { Handler, Peer } from "../../src/index.ts";
import { limitConnections } from "../../src/node/connections.ts";
import { createHttp2Listener } from "../../src/node/http2-listener.ts";
import { createGreeterHandler, greetPolitely, ok } from "../test-services.ts";
import { Client, greeting, readResponse } from "./http2-client.ts";

test("the server's timeout closes a connection whose client doesn't read its response", async () => {
  const http2 = createServer(createHttp2Listener(async () => ok("unread")));
  http2.setTimeout(100);
  await using server = await listenOnLoopback(http2);
  using connection = await RawHttp2Connection.open(server.port);
  connection.setInitialWindow(0);
  connection.sendHeaders(1, { host: "a" }, true);
  await connection.waitForEnd();
  expect(connection.list(1)).toEqual(["HEADERS"]);
});

test("limitConnections closes idle connections, not those with a stream at work", async () => {
  const release = Promise.withResolvers<void>();
  const started = vi.fn();
  const handler = createGreeterHandler(async () => {
    started();
    await release.promise;
    return "done";
  });
  const closed: string[] = [];
  const server = createServer(createHttp2Listener(handler));
  limitConnections(server, { maxConnections: 2, onClose: (_, limit) => closed.push(limit) });
  await using listening = await listenOnLoopback(server);
  using busy = new Client(listening);
  const response = busy.call(greeting, "{}");
  await expect.poll(() => started).toHaveBeenCalled();
  using idle = new Client(listening);
  await once(idle.session, "remoteSettings");
  using newest = new Client(listening);
  await once(idle.session, "close");
  release.resolve();
  expect(await response).toMatchObject({ body: '{"text":"done"}' });
  expect(await newest.call(greeting, "{}")).toMatchObject({ status: 200 });
  expect(closed).toEqual(["maxConnections"]);
});

test("limitConnections closes a connection whose streams are all incomplete", async () => {
  const handler = createGreeterHandler(greetPolitely);
  const started = vi.fn(handler);
  const server = createServer(createHttp2Listener(started));
  limitConnections(server, { maxConnections: 1 });
  await using listening = await listenOnLoopback(server);
  using slow = await RawHttp2Connection.open(listening.port);
  slow.sendHeaders(1, greeting);
  slow.sendHeaders(3, greeting);
  await expect.poll(() => started).toHaveBeenCalledTimes(2);
  using newest = new Client(listening);
  expect(await newest.call(greeting, "{}")).toMatchObject({ status: 200 });
  await slow.waitForEnd();
});

describe("a TLS server with HTTP/2 and HTTP/1.1", () => {
  const own = createSelfSignedCertificate("server");
  const caller = createCertificate("caller", own);

  async function listenWithTls(handler: Handler, options: SecureServerOptions = {}): Promise<LoopbackServer> {
    const identity = { key: own.privateKey, cert: own.certificate, allowHTTP1: true };
    return listenOnLoopback(createSecureServer({ ...identity, ...options }, createHttp2Listener(handler)));
  }

  test("answers both", async () => {
    await using server = await listenWithTls(createGreeterHandler(greetPolitely));
    const session = connect(`https://127.0.0.1:${server.port}`, { ca: own.certificate });
    const stream = session.request({ ":method": "POST", ...greeting });
    stream.end("{}");
    expect(await readResponse(stream)).toMatchObject({ status: 200, body: '{"text":"Hello, Ada"}' });
    session.destroy();

    const outgoing = requestHttps({
      host: "127.0.0.1",
      port: server.port,
      path: "/greetings/Ada",
      method: "POST",
      headers: { "content-type": "application/json" },
      ca: own.certificate,
      agent: false,
    });
    outgoing.end("{}");
    const [incoming] = await once(outgoing, "response");
    expect([incoming.httpVersion, await text(incoming)]).toEqual(["1.1", '{"text":"Hello, Ada"}']);
  });

  test("knows the certificate of a client", async () => {
    const peers: (Peer | undefined)[] = [];
    const handler: Handler = async ({ peer }) => {
      peers.push(peer);
      return ok("");
    };
    await using server = await listenWithTls(handler, { requestCert: true, ca: own.certificate });
    const session = connect(`https://127.0.0.1:${server.port}`, {
      ca: own.certificate,
      key: caller.privateKey,
      cert: caller.certificate,
    });
    for (let count = 0; count < 2; count += 1) {
      await readResponse(session.request({ ":path": "/" }));
    }
    session.destroy();
    expect(peers[0]?.address).toBe("127.0.0.1");
    expect(Buffer.from(peers[0]?.certificate ?? []).toString("base64")).toBe(
      caller.certificate.replaceAll(/-----.*-----|\s/g, ""),
    );
    expect(peers[1]).toBe(peers[0]);
  });
});
