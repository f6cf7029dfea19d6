import { once } from "node:events";
import { createServer } from "node:https";
import { text } from "node:stream/consumers";
import { connect, type SecureVersion, type TLSSocket } from "node:tls";
import { listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { RawConnection } from "@eks-auth/test-kit/raw-connection";
import { createCertificate, createSelfSignedCertificate } from "@eks-auth/test-kit/self-signed-certificate";
import { describe, expect, test } from "vitest";
import type { Peer } from "../../src/index.ts";
import { createNodeListener, getIncomingMessage, trustProxies } from "../../src/node/listener.ts";
import { TestServer } from "../test-server.ts";
import { ok, startRun } from "../test-services.ts";

const get = "GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n";

test("the peer is known after the client has closed the connection", async () => {
  const ended = Promise.withResolvers<Peer | undefined>();
  const started = Promise.withResolvers<void>();
  await using server = await startRun(async (request) => {
    started.resolve();
    await once(request.signal, "abort");
    ended.resolve(request.peer);
    return ok("");
  });
  using connection = await RawConnection.open(server.port);
  await connection.write(get);
  await started.promise;
  connection.reset();
  expect(await ended.promise).toEqual({ address: "127.0.0.1" });
});

test("a hook gets the request of node:http", async () => {
  const seen: unknown[] = [];
  await using server = await startRun(async () => ok(""), {
    authenticate: (request) => void seen.push(getIncomingMessage(request)),
    onStart: (start) => void seen.push(getIncomingMessage(start)),
    onEnd: (end) => void seen.push(getIncomingMessage(end)),
  });
  await server.call({ path: "/a" });
  expect(seen).toEqual([seen[0], seen[0], seen[0]]);
  expect(seen[0]).toMatchObject({ httpVersion: "1.1", url: "/a" });
});

test("a request of another host has none", () => {
  expect(getIncomingMessage({ hostRequest: {} })).toBeUndefined();
  expect(getIncomingMessage({})).toBeUndefined();
});

describe("behind a proxy", () => {
  async function readAddress(trustedProxies: string[], headers: Record<string, string>): Promise<string> {
    await using server = await TestServer.start(async ({ peer }) => ok(String(peer?.address)), {
      trustedProxies: trustProxies(trustedProxies),
    });
    return (await server.call({ headers })).body;
  }

  test.each([
    ["that is trusted", ["127.0.0.1"], "203.0.113.9, 192.0.2.1", "192.0.2.1"],
    ["of a trusted network", ["10.0.0.0/8", "127.0.0.0/8"], "192.0.2.1, 10.0.0.2", "192.0.2.1"],
    ["that isn't trusted", ["10.0.0.0/8"], "192.0.2.1", "127.0.0.1"],
    ["without trusted proxies", [], "192.0.2.1", "127.0.0.1"],
    ["that is trusted, and whose entry is no address", ["127.0.0.1"], "192.0.2.1, unknown", "127.0.0.1"],
  ])("%s, the address is right", async (_, trustedProxies, forwarded, address) => {
    expect(await readAddress(trustedProxies, { "x-forwarded-for": forwarded })).toBe(address);
  });

  test("a request without the header has the proxy's address", async () => {
    expect(await readAddress(["127.0.0.1"], {})).toBe("127.0.0.1");
  });

  test("the header of RFC 7239 doesn't count", async () => {
    expect(await readAddress(["127.0.0.1"], { forwarded: "for=192.0.2.1" })).toBe("127.0.0.1");
  });

  test("each request of a connection has its own address", async () => {
    await using server = await TestServer.start(async ({ peer }) => ok(`${peer?.address};`), {
      trustedProxies: trustProxies(["127.0.0.1"]),
    });
    using connection = await RawConnection.open(server.port);
    for (const line of [
      "x-forwarded-for: 192.0.2.1\r\n",
      "",
      "x-forwarded-for: a\r\nX-Forwarded-For: 192.0.2.2\r\n",
    ]) {
      await connection.write(`GET / HTTP/1.1\r\nhost: a\r\n${line}\r\n`);
    }
    await expect
      .poll(() => connection.received.match(/[\d.]+;/g))
      .toEqual(["192.0.2.1;", "127.0.0.1;", "192.0.2.2;"]);
  });

  test("a wrong entry is an error", () => {
    expect(() => trustProxies(["all"])).toThrow(/trustedProxies.*"all"/);
  });
});

describe.each<SecureVersion>(["TLSv1.2", "TLSv1.3"])("with %s", (version) => {
  const authority = createSelfSignedCertificate("authority");
  const server = createCertificate("server", authority, { isAuthority: false });
  const client = createCertificate("client", authority, { isAuthority: false });
  const stranger = createCertificate("stranger", createSelfSignedCertificate("another authority"), {
    isAuthority: false,
  });
  const der = Buffer.from(client.certificate.replaceAll(/-.*-|\s/g, ""), "base64").toString("hex");
  const options = {
    cert: server.certificate,
    key: server.privateKey,
    ca: authority.certificate,
    requestCert: true,
    rejectUnauthorized: false,
  };

  /** Sends a request. Returns what the server knows of the client, and the session. */
  async function call(
    port: number,
    certificate?: typeof client,
    session?: Buffer,
  ): Promise<[string, Buffer]> {
    const socket = connect({
      port,
      host: "127.0.0.1",
      ca: authority.certificate,
      minVersion: version,
      maxVersion: version,
      ...(certificate === undefined ? {} : { cert: certificate.certificate, key: certificate.privateKey }),
      ...(session === undefined ? {} : { session }),
    });
    const ticket = session === undefined ? once(socket, "session") : [session];
    socket.write(get);
    const [received, [saved]] = await Promise.all([text(socket), ticket]);
    return [received.split("\r\n\r\n")[1] ?? "", saved];
  }

  test.each([
    ["verified, is there", client, der],
    ["of another authority, isn't there", stranger, "none"],
    ["that wasn't sent, isn't there", undefined, "none"],
  ])("a certificate that is %s, also when the session was resumed", async (_, certificate, seen) => {
    const listener = createNodeListener(async (request) => {
      const { certificate: raw } = request.peer ?? {};
      const socket = getIncomingMessage(request)?.socket as TLSSocket;
      return ok(
        `${socket.isSessionReused()} ${raw === undefined ? "none" : Buffer.from(raw).toString("hex")}`,
      );
    });
    await using listening = await listenOnLoopback(createServer(options, listener));
    const [first, session] = await call(listening.port, certificate);
    const [second] = await call(listening.port, certificate, session);
    const [third] = await call(listening.port, undefined, session);
    expect([first, second, third]).toEqual([`false ${seen}`, `true ${seen}`, `true ${seen}`]);
  });
});
