import { createServer, request as requestHttp } from "node:http";
import { createServer as createHttpsServer, request as requestHttps } from "node:https";
import type { TLSSocket } from "node:tls";
import { ConnectProxy } from "@eks-auth/test-kit/connect-proxy";
import { listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { clearProxies } from "@eks-auth/test-kit/proxy-variables";
import {
  type Certificate,
  createCertificate,
  createSelfSignedCertificate,
} from "@eks-auth/test-kit/self-signed-certificate";
import { afterEach, describe, expect, test, vi } from "vitest";
import { ProxyConfigError, readBody, ServerConnections, UnsafeEndpointError } from "../src/index.ts";

clearProxies();
afterEach(() => {
  vi.unstubAllEnvs();
});

/** Sends a request, and reads the text of the response. */
async function ask(connections: ServerConnections, server: string): Promise<string> {
  const agent = await connections.to(server);
  const send = server.startsWith("https:") ? requestHttps : requestHttp;
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const request = send(server, { agent }, (response) => {
    readBody(response, 1_000).then((body) => resolve(body.toString()), reject);
  });
  request.on("error", reject).end();
  return promise;
}

test("requests to a server share its connections until they are closed", async () => {
  await using listening = await listenOnLoopback(createServer((_request, response) => response.end("hello")));
  const connections = new ServerConnections({ proxyTimeoutMs: 1_000 });
  expect(await ask(connections, listening.url)).toBe("hello");
  expect(await ask(connections, listening.url)).toBe("hello");
  expect(await connections.to(listening.url)).toBe(await connections.to(listening.url));
  expect(await listening.countConnections()).toBe(1);
  connections.close();
  await expect.poll(() => listening.countConnections()).toBe(0);
});

test("a server that others can read has no connections, and neither has one with an unusable proxy", async () => {
  vi.stubEnv("HTTPS_PROXY", "::::");
  const connections = new ServerConnections({ proxyTimeoutMs: 1_000 });
  await expect(connections.to("http://198.51.100.1")).rejects.toThrow(UnsafeEndpointError);
  await expect(connections.to("https://server.test")).rejects.toThrow(ProxyConfigError);
  expect(connections.proxy).toBeUndefined();
});

test("the proxy of the last request is known, and proxies can be left unused", async () => {
  vi.stubEnv("HTTPS_PROXY", "http://127.0.0.1:1");
  const connections = new ServerConnections({ proxyTimeoutMs: 1_000 });
  await connections.to("https://server.test");
  expect(connections.proxy?.variable).toBe("HTTPS_PROXY");
  await connections.to("https://127.0.0.1");
  expect(connections.proxy).toBeUndefined();
  const direct = new ServerConnections({ proxyTimeoutMs: 1_000, useProxy: false });
  await direct.to("https://server.test");
  expect(direct.proxy).toBeUndefined();
});

describe("a client certificate", () => {
  const authority = createSelfSignedCertificate("authority");
  const server = createCertificate("server", authority, { isAuthority: false });
  const first = toClient(createCertificate("first", authority));
  const second = toClient(createCertificate("second", authority));

  function toClient({ certificate, privateKey }: Certificate) {
    return { certificate, privateKey };
  }

  /** Starts a server that answers with the name of the client and the number of the connection. */
  function startServer() {
    const options = { cert: server.certificate, key: server.privateKey, ca: authority.certificate };
    const connections = new Map<unknown, number>();
    return listenOnLoopback(
      createHttpsServer(
        { ...options, requestCert: true, rejectUnauthorized: false },
        ({ socket }, response) => {
          connections.set(socket, connections.get(socket) ?? connections.size + 1);
          const { subject } = (socket as TLSSocket).getPeerCertificate();
          response.end(`${subject?.CN ?? "none"} ${connections.get(socket)}`);
        },
      ),
    );
  }

  function open(ca?: string) {
    return new ServerConnections({ ca, proxyTimeoutMs: 1_000 });
  }

  test("is shown by new connections, and a new one closes idle connections", async () => {
    await using listening = await startServer();
    const connections = open(authority.certificate);
    expect(await ask(connections, `https://127.0.0.1:${listening.port}`)).toBe("none 1");
    connections.clientCertificate = first;
    expect(await ask(connections, `https://127.0.0.1:${listening.port}`)).toBe("first 2");
    connections.clientCertificate = first;
    expect(await ask(connections, `https://127.0.0.1:${listening.port}`)).toBe("first 2");
    connections.clientCertificate = second;
    expect(await ask(connections, `https://127.0.0.1:${listening.port}`)).toBe("second 3");
    await expect.poll(() => listening.countConnections()).toBe(1);
    connections.close();
  });

  test("is kept if the authorities of servers change, which closes idle connections too", async () => {
    await using listening = await startServer();
    const connections = open();
    connections.clientCertificate = first;
    await expect(ask(connections, `https://127.0.0.1:${listening.port}`)).rejects.toThrow();
    connections.ca = authority.certificate;
    const answers = [await ask(connections, `https://127.0.0.1:${listening.port}`)];
    connections.ca = authority.certificate;
    answers.push(await ask(connections, `https://127.0.0.1:${listening.port}`));
    connections.ca = `${authority.certificate}${first.certificate}`;
    answers.push(await ask(connections, `https://127.0.0.1:${listening.port}`));
    expect(answers.map((answer) => answer.split(" ")[0])).toEqual(["first", "first", "first"]);
    expect(answers[1]).toBe(answers[0]);
    expect(answers[2]).not.toBe(answers[0]);
    await expect.poll(() => listening.countConnections()).toBe(1);
    connections.ca = first.certificate;
    await expect(ask(connections, `https://127.0.0.1:${listening.port}`)).rejects.toThrow();
    connections.close();
  });

  test("is shown through a proxy", async () => {
    await using listening = await startServer();
    await using proxy = await ConnectProxy.start();
    vi.stubEnv("HTTPS_PROXY", proxy.url);
    const connections = open(authority.certificate);
    connections.clientCertificate = first;
    expect(await ask(connections, `https://server.test:${listening.port}`)).toBe("first 1");
    connections.close();
  });

  test("that changes during a request doesn't disturb it", async () => {
    const arrived = Promise.withResolvers<() => void>();
    const options = { cert: server.certificate, key: server.privateKey };
    await using listening = await listenOnLoopback(
      createHttpsServer(options, (_request, response) => arrived.resolve(() => response.end("done"))),
    );
    const connections = open(authority.certificate);
    const answer = ask(connections, `https://127.0.0.1:${listening.port}`);
    const respond = await arrived.promise;
    connections.clientCertificate = second;
    respond();
    expect(await answer).toBe("done");
    await expect.poll(() => listening.countConnections()).toBe(0);
    connections.close();
  });
});
