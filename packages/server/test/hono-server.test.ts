import { once } from "node:events";
import { createServer as createHttp1Server } from "node:http";
import { connect as connectHttp2, constants, createServer as createHttp2Server } from "node:http2";
import { connect, type Socket } from "node:net";
import { type LoopbackServer, listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { createAdaptorServer } from "@hono/node-server";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createFetchHandler } from "../src/fetch.ts";
import { createEKSAuthFrontendHandler, type RequestEnd } from "../src/gen/index.ts";

const path = "/clusters/prod/assume-role-for-pod-identity";
const onEnd = vi.fn<(end: RequestEnd) => void>();
const onError = vi.fn();
let listening: LoopbackServer;

async function listen(createServer: typeof createHttp1Server | typeof createHttp2Server): Promise<void> {
  const handler = createEKSAuthFrontendHandler(
    {
      assumeRoleForPodIdentity: () => {
        throw new Error("No request of these tests is complete");
      },
    },
    { maxBodyBytes: 100, bodyTimeoutMs: 200, onEnd, onError },
  );
  const server = createAdaptorServer({
    fetch: createFetchHandler(handler),
    createServer: createServer as typeof createHttp1Server,
  });
  listening = await listenOnLoopback(server as ReturnType<typeof createHttp1Server>);
}

/** Waits until the only request has ended. @returns the name of its error */
async function waitForEnd(): Promise<string | undefined> {
  await expect.poll(() => onEnd).toHaveBeenCalledOnce();
  return onEnd.mock.lastCall?.[0].error;
}

beforeEach(() => void vi.resetAllMocks());
afterEach(async () => {
  expect(onError).not.toHaveBeenCalled();
  await listening[Symbol.asyncDispose]();
});

describe("on HTTP/1.1", () => {
  beforeEach(() => listen(createHttp1Server));

  /** Sends the headers of a request, and the first bytes of its body. */
  function send(headers: string, body: string): Socket {
    const socket = connect(listening.port, "127.0.0.1");
    socket.setEncoding("latin1");
    socket.write(
      `POST ${path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n${headers}\r\n\r\n${body}`,
    );
    return socket;
  }

  test.each([
    ["content-length: 50", '{"token"'],
    ["transfer-encoding: chunked", '8\r\n{"token"\r\n'],
  ])(
    "a body with %s that doesn't arrive is answered with 408, and the connection is closed",
    async (headers, body) => {
      const socket = send(headers, body);
      const [response] = await once(socket, "data");
      expect(response).toMatch(/^HTTP\/1.1 408 /);
      await once(socket, "close");
      expect(await waitForEnd()).toBe("RequestTimeoutException");
    },
  );

  test.each([
    ["content-length: 101", ""],
    ["transfer-encoding: chunked", `65\r\n${"a".repeat(101)}\r\n`],
  ])("a body with %s that is too large is answered with 413 before its end", async (headers, body) => {
    const [response] = await once(send(headers, body), "data");
    expect(response).toMatch(/^HTTP\/1.1 413 /);
    expect(await waitForEnd()).toBe("RequestEntityTooLargeException");
  });

  test.each([
    ["content-length: 50", '{"token"'],
    ["transfer-encoding: chunked", '8\r\n{"token"\r\n'],
  ])("a client that disconnects in a body with %s is no error of the service", async (headers, body) => {
    const socket = send(headers, body);
    await new Promise((resolve) => socket.on("ready", () => socket.end(() => resolve(undefined))));
    socket.destroy();
    expect(await waitForEnd()).toBe("RequestAbortedException");
  });
});

describe("on HTTP/2", () => {
  beforeEach(() => listen(createHttp2Server));

  test("a client that resets a stream is no error of the service", async () => {
    const session = connectHttp2(listening.url);
    const stream = session.request({
      ":method": "POST",
      ":path": path,
      "content-type": "application/json",
      "content-length": "50",
    });
    stream.on("error", () => {});
    await new Promise((resolve) => stream.write('{"token"', resolve));
    stream.close(constants.NGHTTP2_CANCEL);
    expect(await waitForEnd()).toBe("RequestAbortedException");
    session.destroy();
  });
});
