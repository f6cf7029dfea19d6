import { once } from "node:events";
import { connect } from "node:net";
import { Worker } from "node:worker_threads";
import { useSlowClock } from "@eks-auth/test-kit/clocks";
import { describe, expect, test } from "vitest";
import { createUpstream } from "../../src/index.ts";
import { ApiServer, account, callToken } from "../support/api-fixture.ts";
import { callUpstream } from "../support/proxy-fixture.ts";

useSlowClock();

// Concurrent, because most of them wait.
describe.concurrent("a call makes three tries of at most a second", () => {
  test("if the API never answers", async () => {
    await using api = await ApiServer.start();
    api.listener = () => {};
    expect(await callUpstream({ endpoint: api.url })).toMatch(
      /^The EKS Auth API at .* is unreachable \((ETIMEDOUT|TimeoutError)\)\.$/,
    );
    expect(api.headers).toHaveLength(3);
  });

  test("if a response starts and does not end", async () => {
    await using api = await ApiServer.start();
    api.listener = (_request, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      const writing = setInterval(() => response.write(" "), 20);
      response.once("close", () => clearInterval(writing));
    };
    expect(await callUpstream({ endpoint: api.url })).toContain("(TimeoutError)");
    expect(api.headers).toHaveLength(3);
  });

  test("if an error response starts and does not end", async () => {
    await using api = await ApiServer.start();
    api.listener = (_request, response) => {
      response.writeHead(400, { "x-amzn-errortype": "InvalidTokenException" }).write('{"message":"');
    };
    expect(await callUpstream({ endpoint: api.url })).not.toContain("InvalidToken");
  });

  test("if no connection is accepted", async () => {
    // A thread that is blocked accepts nothing: when its backlog is full, connections hang. Reporting the port is the last
    // thing that it does.
    const worker = new Worker(
      `const { parentPort } = require("node:worker_threads");
       const server = require("node:net").createServer().listen({ host: "127.0.0.1", port: 0, backlog: 1 }, () => {
         parentPort.postMessage(server.address().port);
         Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
       });`,
      { eval: true },
    );
    const [port] = await once(worker, "message");
    const filling = Array.from({ length: 8 }, () => connect(port, "127.0.0.1").on("error", () => {}));
    // When one is connected, all have been sent to the backlog.
    await Promise.race(filling.map((socket) => once(socket, "connect")));
    expect(await callUpstream({ endpoint: `http://127.0.0.1:${port}` })).toContain(
      "is unreachable (TimeoutError)",
    );
    for (const socket of filling) {
      socket.destroy();
    }
    await worker.terminate();
  });

  test("without the pause that Retry-After asks for", async () => {
    await using api = await ApiServer.start();
    api.listener = (_request, response) => {
      response.writeHead(503, { "retry-after": "3600", "x-amzn-errortype": "ServiceUnavailableException" });
      response.end('{"message":"busy"}');
    };
    const startedAt = performance.now();
    expect(await callUpstream({ endpoint: api.url })).toBe("busy");
    expect(api.headers).toHaveLength(3);
    // On the slow clock. The AWS SDK would wait 5 s each time.
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });

  test("until one is answered", async () => {
    await using api = await ApiServer.start();
    api.listener = () => {
      api.listener = (request) => {
        api.listener = undefined;
        request.socket.destroy();
      };
    };
    expect(await callUpstream({ endpoint: api.url })).toBe(account);
    expect(api.headers).toHaveLength(3);
    expect(api.calls).toHaveLength(1);
  });
});

test("an error names the API that does not listen", async () => {
  const endpoint = "http://127.0.0.1:1";
  expect(await callUpstream({ endpoint })).toBe(
    `The EKS Auth API at ${endpoint} is unreachable (ECONNREFUSED).`,
  );
});

test("a connection that the API has closed is replaced", async () => {
  await using api = await ApiServer.start();
  const upstream = createUpstream({ endpoint: api.url, sign: false });
  for (let round = 0; round < 5; round++) {
    await upstream.assumeRole("blue", callToken);
    api.closeIdleConnections();
  }
  expect(api.calls).toHaveLength(5);
  upstream.close();
});
