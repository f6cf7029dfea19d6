import { createServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { Socket } from "node:net";
import { ConnectProxy } from "@eks-auth/test-kit/connect-proxy";
import { type LoopbackServer, listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { clearProxies } from "@eks-auth/test-kit/proxy-variables";
import { createCertificate, createSelfSignedCertificate } from "@eks-auth/test-kit/self-signed-certificate";
import { afterAll, describe, expect, test, vi } from "vitest";
import { type GetOptions, readBody, sendGet } from "../src/index.ts";
import { startEndlessServer } from "./endless-server.ts";

const root = createSelfSignedCertificate("root");
const intermediate = createCertificate("intermediate", root);
const leaf = createCertificate("leaf", intermediate, { isAuthority: false });

const server: LoopbackServer = await listenOnLoopback(
  // Like most servers, it sends its own certificate and that of its issuer, and not the root.
  createTlsServer(
    { cert: `${leaf.certificate}${intermediate.certificate}`, key: leaf.privateKey },
    (_, response) => response.end("hello"),
  ),
);
afterAll(() => server[Symbol.asyncDispose]());

clearProxies();

const options: GetOptions = { headers: {}, signal: new AbortController().signal };

async function get(url: string, ca?: string): Promise<string> {
  return (await readBody(await sendGet(new URL(url), { ...options, ca }), 100)).toString();
}

describe("a server whose certificate is issued by an intermediate authority", () => {
  test.each([
    ["the root", root],
    ["the intermediate authority", intermediate],
  ])("is trusted with only %s", async (_name, { certificate }) => {
    expect(await get(server.url, certificate)).toBe("hello");
  });

  test("is not trusted with another root, or by default", async () => {
    const other = createSelfSignedCertificate("intermediate").certificate;
    await expect(get(server.url, other)).rejects.toMatchObject({
      code: expect.stringMatching(/CERT|SIGNATURE/),
    });
    await expect(get(server.url)).rejects.toMatchObject({ code: "UNABLE_TO_GET_ISSUER_CERT_LOCALLY" });
  });
});

describe("a proxy of the environment", () => {
  test("is used, and the server's certificate is checked through it", async () => {
    await using proxy = await ConnectProxy.start();
    vi.stubEnv("HTTPS_PROXY", proxy.url);
    const url = `https://server.test:${server.port}/`;
    expect(await get(url, intermediate.certificate)).toBe("hello");
    expect(proxy.targets).toEqual([`server.test:${server.port}`]);
    await expect(get(url)).rejects.toMatchObject({ code: "UNABLE_TO_GET_ISSUER_CERT_LOCALLY" });
  });

  test.each([400, 502])("cannot answer for the server, here with %i", async (status) => {
    await using proxy = await ConnectProxy.start();
    proxy.isRefusing = true;
    proxy.refusal = `HTTP/1.1 ${status} Refused\r\ncontent-length: 6\r\n\r\nforged`;
    vi.stubEnv("HTTPS_PROXY", proxy.url);
    await expect(get("https://server.test/", root.certificate)).rejects.toMatchObject({
      code: "proxy_refused",
      status,
    });
  });

  test("that never answers does not outlast the signal", async () => {
    const asked = Promise.withResolvers<Socket>();
    const silent = createServer().on("connect", (_request, socket) => asked.resolve(socket as Socket));
    await using proxy = await listenOnLoopback(silent);
    vi.stubEnv("HTTPS_PROXY", proxy.url);
    const controller = new AbortController();
    const sending = sendGet(new URL("https://server.test/"), { ...options, signal: controller.signal });
    const rejected = expect(sending).rejects.toThrow("too late");
    const socket = await asked.promise;
    controller.abort(new Error("too late"));
    await rejected;
    socket.destroy();
  });

  test("is not used for this machine", async () => {
    await using proxy = await ConnectProxy.start();
    vi.stubEnv("HTTPS_PROXY", proxy.url);
    expect(await get(server.url, root.certificate)).toBe("hello");
    expect(proxy.targets).toEqual([]);
  });
});

test("no compression is requested, and no redirect is followed", async () => {
  await using plain = await listenOnLoopback(
    createServer((request, response) => {
      response.writeHead(302, { location: "/elsewhere" }).end(request.headers["accept-encoding"] ?? "none");
    }),
  );
  const response = await sendGet(new URL(plain.url), options);
  expect(response.statusCode).toBe(302);
  expect((await readBody(response, 100)).toString()).toBe("none");
});

test("a body that never ends is left at the limit, and the connection is closed", async () => {
  await using endless = await startEndlessServer();
  const response = await sendGet(new URL(endless.url), options);
  await expect(readBody(response, 65_536)).rejects.toMatchObject({
    code: "response_too_large",
    maxBytes: 65_536,
  });
  await endless.closed;
  // The limit, and what was received with the chunk that exceeds it.
  expect(response.socket.bytesRead).toBeLessThan(10 * 65_536);
});

test.each([
  ["has a length", "content-length: 10\r\n"],
  ["ends with the connection", ""],
])("a signal aborts the reading of a body that %s", async (_name, header) => {
  await using silent = await listenOnLoopback(
    createServer(({ socket }) => socket.write(`HTTP/1.1 200 OK\r\n${header}\r\nhalf`)),
  );
  const controller = new AbortController();
  const response = await sendGet(new URL(silent.url), { ...options, signal: controller.signal });
  const reading = readBody(response, 100);
  controller.abort();
  await expect(reading).rejects.toThrow();
});

test("a server that switches to another protocol gives no response", async () => {
  await using switching = await listenOnLoopback(
    createServer(({ socket }) =>
      socket.write("HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: other\r\n\r\n"),
    ),
  );
  await expect(sendGet(new URL(switching.url), options)).rejects.toThrow(
    "The connection was closed without a response.",
  );
});
