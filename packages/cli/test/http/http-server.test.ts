import { once } from "node:events";
import type { Server } from "node:http";
import { connect, createServer } from "node:net";
import { LoadShedder } from "@eks-auth/server/node";
import { listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { RawConnection } from "@eks-auth/test-kit/raw-connection";
import { describe, expect, it, vi } from "vitest";
import { CommandError } from "../../src/core/command-error.ts";
import { startHttpServer } from "../../src/http/http-server.ts";

describe("startHttpServer", () => {
  it("serves until it is stopped", async () => {
    const server = await startHttpServer({ host: "127.0.0.1", port: 0 }, (_request, response) => {
      response.end("hello");
    });
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(await (await fetch(server.url)).text()).toBe("hello");
    await server.stop(60_000);
    await expect(fetch(server.url)).rejects.toThrow("fetch failed");
  });

  it("closes connections with requests in flight after the grace period", async () => {
    const { promise: received, resolve } = Promise.withResolvers<void>();
    const server = await startHttpServer({ host: "127.0.0.1", port: 0 }, () => resolve());
    const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
    socket.write("GET / HTTP/1.1\r\nhost: localhost\r\n\r\n");
    await received;
    const closed = once(socket, "close");
    await server.stop(0);
    await closed;
  });

  it("continues after a connection could not be accepted", async () => {
    const onAcceptFailed = vi.fn();
    let nodeServer: Server | undefined;
    class Shedder extends LoadShedder {
      override watch(watched: Server): void {
        nodeServer = watched;
      }
    }
    const options = { onAcceptFailed, shedder: new Shedder() };
    const address = { host: "127.0.0.1", port: 0 };
    const server = await startHttpServer(
      address,
      (_request, response) => void response.end("hello"),
      options,
    );
    // What Node.js emits if no descriptor is free, which depends on the system.
    const error = Object.assign(new Error("accept EMFILE"), { code: "EMFILE" });
    nodeServer?.emit("error", error);
    expect(onAcceptFailed).toHaveBeenCalledExactlyOnceWith(error);
    expect(await (await fetch(server.url)).text()).toBe("hello");
    await server.stop(0);
  });

  it("limits the connections of an address", async () => {
    const onClose = vi.fn();
    const address = { host: "127.0.0.1", port: 0 };
    const limits = { maxConnectionsPerAddress: 2, onClose };
    const server = await startHttpServer(address, (_request, response) => void response.end(), { limits });
    const port = Number(new URL(server.url).port);
    using oldest = await RawConnection.open(port);
    using _other = await RawConnection.open(port);
    using newest = await RawConnection.open(port);
    await oldest.waitForEnd();
    await newest.write("GET / HTTP/1.1\r\nhost: localhost\r\n\r\n");
    await expect.poll(() => newest.received).toContain("200 OK");
    expect(onClose.mock.calls).toEqual([["127.0.0.1", "maxConnectionsPerAddress"]]);
    await server.stop(0);
  });

  it("joins headers that are sent several times, so that no check overlooks one", async () => {
    const server = await startHttpServer({ host: "127.0.0.1", port: 0 }, ({ headers }, response) => {
      response.end(`${headers.authorization}; ${headers["content-type"]}`);
    });
    using client = await RawConnection.open(Number(new URL(server.url).port));
    const repeated = "authorization: a\r\nauthorization: b\r\ncontent-type: c\r\ncontent-type: d\r\n";
    await client.write(`GET / HTTP/1.1\r\nhost: localhost\r\n${repeated}\r\n`);
    await expect.poll(() => client.received).toContain("a, b; c, d");
    await server.stop(0);
  });

  it("names the address and the fix if the port is in use", async () => {
    await using taken = await listenOnLoopback(createServer());
    const error = new CommandError(
      "listen_failed",
      `can't listen on 127.0.0.1:${taken.port}: the port is in use. Choose another with --port, or 0 for any free port.`,
    );
    await expect(startHttpServer({ host: "127.0.0.1", port: taken.port }, () => {})).rejects.toThrow(error);
  });
});
