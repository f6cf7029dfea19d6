import { createServer } from "node:http";
import { createServer as createTcpServer } from "node:net";
import { useSlowClock } from "@eks-auth/test-kit/clocks";
import { ConnectProxy } from "@eks-auth/test-kit/connect-proxy";
import { listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { clearProxies } from "@eks-auth/test-kit/proxy-variables";
import { HttpRequest } from "@smithy/core/protocols";
import { afterEach, expect, test, vi } from "vitest";
import { BoundedHttpHandler } from "../src/aws-sdk.ts";
import { ResponseTooLargeError, UnsafeEndpointError } from "../src/index.ts";
import { startEndlessServer } from "./endless-server.ts";

useSlowClock();
clearProxies();
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

const limits = { connectionTimeoutMs: 500, timeoutMs: 1_000, maxResponseBytes: 65_536 };

function send(url: string, handler = new BoundedHttpHandler(limits)) {
  const { protocol, hostname, port } = new URL(url);
  const request = new HttpRequest({
    protocol,
    hostname,
    ...(port !== "" && { port: Number(port) }),
    method: "GET",
    path: "/",
  });
  return handler.handle(request).finally(() => handler.destroy());
}

test("a response is received whole", async () => {
  await using server = await listenOnLoopback(
    createServer((_request, response) => response.writeHead(201).end("a".repeat(65_536))),
  );
  const { response } = await send(server.url);
  expect([response.statusCode, response.body.toString()]).toEqual([201, "a".repeat(65_536)]);
});

test.each([{}, { "content-encoding": "gzip" }])(
  "a body that never ends is left at the limit: %j",
  async (headers) => {
    await using server = await startEndlessServer(headers);
    await expect(send(server.url)).rejects.toThrow(ResponseTooLargeError);
    await server.closed;
  },
);

test("a busy process sets no negative time limit", async () => {
  await using server = await listenOnLoopback(createServer((_request, response) => response.end("a")));
  const setTimeouts = vi.spyOn(globalThis, "setTimeout");
  let now = 0;
  // Whenever it looks at the clock, the time of a request is over.
  vi.spyOn(performance, "now").mockImplementation(() => (now += 2_000));
  await send(server.url);
  expect(
    setTimeouts.mock.calls.map(([, milliseconds]) => milliseconds ?? 0).filter((time) => time < 0),
  ).toEqual([]);
});

test("a response that is not complete in time is a timeout", async () => {
  await using server = await listenOnLoopback(
    createServer((_request, response) => {
      response.writeHead(200).write(" ");
    }),
  );
  await expect(send(server.url)).rejects.toMatchObject({ name: "TimeoutError" });
});

test("an endpoint that others can read gets no request, and the error says where it can be set", async () => {
  const sending = send("http://198.51.100.1");
  await expect(sending).rejects.toThrow(UnsafeEndpointError);
  await expect(sending).rejects.toThrow(
    /^The endpoint at 198\.51\.100\.1 is not safe.* AWS_ENDPOINT_URL_STS .*endpoint_url/,
  );
});

test("if the code for a proxy cannot be loaded, the next request loads it", async () => {
  await using proxy = await ConnectProxy.start();
  proxy.isRefusing = true;
  vi.stubEnv("HTTPS_PROXY", proxy.url);
  vi.resetModules();
  // Mocked because a real test would have to use up the descriptors of this process.
  vi.doMock("../src/proxy-agent.ts", () => {
    throw new Error("EMFILE");
  });
  const { BoundedHttpHandler: Handler } = await import("../src/aws-sdk.ts");
  const handler = new Handler(limits);
  const request = new HttpRequest({ protocol: "https:", hostname: "server.test", method: "GET", path: "/" });
  await expect(handler.handle(request)).rejects.toThrow();
  expect(proxy.targets).toEqual([]);
  vi.doUnmock("../src/proxy-agent.ts");
  await expect(handler.handle(request)).rejects.toMatchObject({ code: "proxy_refused" });
  handler.destroy();
});

test("an answer of a proxy that never ends is left at the limit of headers", async () => {
  let accepted = 0;
  await using proxy = await listenOnLoopback(
    createTcpServer((socket) => {
      const line = `x-endless: ${"a".repeat(1_000)}\r\n`;
      const send = (): void => {
        while (!socket.destroyed && socket.write(line)) {}
      };
      socket.on("error", () => {});
      socket.on("drain", send);
      socket.once("data", () => {
        socket.write("HTTP/1.1 200 OK\r\n");
        send();
      });
      socket.on("close", () => {
        accepted = socket.bytesWritten;
      });
    }),
  );
  vi.stubEnv("HTTPS_PROXY", `http://127.0.0.1:${proxy.port}`);
  await expect(send("https://api.example.org")).rejects.toMatchObject({ code: "HPE_HEADER_OVERFLOW" });
  // What the buffers of both sockets take.
  await expect.poll(() => accepted).toBeGreaterThan(0);
  expect(accepted).toBeLessThan(16 * 1024 * 1024);
});
