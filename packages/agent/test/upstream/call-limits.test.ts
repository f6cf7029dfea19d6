import { once } from "node:events";
import { connect } from "node:net";
import { Worker } from "node:worker_threads";
import { describe, expect, test } from "vitest";
import { createUpstream, type UpstreamError } from "../../src/index.ts";
import { usePatientClock } from "../patient-clock.ts";
import { UpstreamServer } from "../support/api-fixture.ts";

usePatientClock();

/** Calls once, and gives the reason why there are no credentials; a call that doesn't end fails the test by its time. */
async function call(endpoint: string): Promise<string> {
  const upstream = createUpstream({ endpoint, sign: false });
  try {
    return (await upstream.assumeRole("blue", "header.payload.signature")).accountId;
  } catch (error) {
    expect(error).toMatchObject({ status: 503, dropsCredentials: false });
    return (error as UpstreamError).message;
  } finally {
    upstream.close();
  }
}

// Those that wait, wait together.
describe.concurrent("three tries, of a second each at most,", () => {
  test("are made where the API never answers", async () => {
    await using server = await UpstreamServer.start();
    server.listener = () => {};
    expect(await call(server.url)).toMatch(
      /^The EKS Auth API at .* can't be reached \((ETIMEDOUT|TimeoutError)\)\.$/,
    );
    expect(server.headers).toHaveLength(3);
  });

  test("are made where an answer begins and doesn't end", async () => {
    await using server = await UpstreamServer.start();
    server.listener = (_request, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      const dribbling = setInterval(() => response.write(" "), 20);
      response.once("close", () => clearInterval(dribbling));
    };
    expect(await call(server.url)).toContain("(TimeoutError)");
    expect(server.headers).toHaveLength(3);
  });

  test("are made where a refusal begins and doesn't end", async () => {
    await using server = await UpstreamServer.start();
    server.listener = (_request, response) => {
      response.writeHead(400, { "x-amzn-errortype": "InvalidTokenException" }).write('{"message":"');
    };
    expect(await call(server.url)).not.toContain("InvalidToken");
  });

  test("are made where nobody takes the connection", async () => {
    // A thread that sleeps for ever accepts nothing: when its backlog is full, connections hang. It tells its port as the
    // last thing that it does.
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
    // By then, all have knocked.
    await Promise.race(filling.map((socket) => once(socket, "connect")));
    expect(await call(`http://127.0.0.1:${port}`)).toContain("can't be reached (TimeoutError)");
    for (const socket of filling) {
      socket.destroy();
    }
    await worker.terminate();
  });

  test("are made without the pause that a busy API asks for", async () => {
    await using server = await UpstreamServer.start();
    server.listener = (_request, response) => {
      response.writeHead(503, { "retry-after": "3600", "x-amzn-errortype": "ServiceUnavailableException" });
      response.end('{"message":"busy"}');
    };
    const startedAt = performance.now();
    expect(await call(server.url)).toBe("busy");
    expect(server.headers).toHaveLength(3);
    // By the clock that counts turns. The AWS SDK would wait 5 s each time.
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });

  test("end with the first that is answered", async () => {
    await using server = await UpstreamServer.start();
    server.listener = () => {
      server.listener = (request) => {
        server.listener = undefined;
        request.socket.destroy();
      };
    };
    expect(await call(server.url)).toBe("444455556666");
    expect(server.headers).toHaveLength(3);
    expect(server.calls).toHaveLength(1);
  });
});

test("an API that isn't there is named with the reason", async () => {
  const url = "http://127.0.0.1:1";
  expect(await call(url)).toBe(`The EKS Auth API at ${url} can't be reached (ECONNREFUSED).`);
});

test("connections that the API has closed meanwhile are no failure", async () => {
  await using server = await UpstreamServer.start();
  const upstream = createUpstream({ endpoint: server.url, sign: false });
  for (let round = 0; round < 5; round++) {
    await upstream.assumeRole("blue", "header.payload.signature");
    server.closeConnections();
  }
  expect(server.calls).toHaveLength(5);
  upstream.close();
});
