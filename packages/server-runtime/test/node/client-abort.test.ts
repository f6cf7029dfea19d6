import { setTimeout as wait } from "node:timers/promises";
import { RawConnection } from "@eks-auth/test-kit/raw-connection";
import { describe, expect, test, vi } from "vitest";
import type { Handler } from "../../src/index.ts";
import { TestServer } from "../test-server.ts";
import { createGreeterHandler, type Greet, greetPolitely, startGreeter } from "../test-services.ts";

const wholeRequest = "POST /greetings/Eve HTTP/1.1\r\nhost: a\r\n\r\n";
const cutRequest =
  "POST /greetings/Eve HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{";

function disconnect(connection: RawConnection, manner: string): void {
  if (manner === "a reset") connection.reset();
  else connection[Symbol.dispose]();
}

/** Greets every name but Eve, for whom it runs `work`. */
function workForEve(work: Greet): Greet {
  return (input, call) => (input.name === "Eve" ? work(input, call) : greetPolitely(input, call));
}

describe.each(["a reset", "an end"])("a client that disconnects with %s", (manner) => {
  test("within its body causes no error, and the implementation isn't called", async () => {
    const onError = vi.fn();
    const work = vi.fn(() => "too late");
    const handler = createGreeterHandler(workForEve(work), { onError });
    const ended = vi.fn();
    await using server = await TestServer.start((request) => handler(request).finally(ended));
    using connection = await RawConnection.open(server.port);
    await connection.write(cutRequest);
    disconnect(connection, manner);

    await expect.poll(() => ended).toHaveBeenCalled();
    expect(work).not.toHaveBeenCalled();
    await server.expectStillServing();
    expect(onError).not.toHaveBeenCalled();
  });

  test("aborts the signal of its call", async () => {
    const onError = vi.fn();
    const reached = Promise.withResolvers<AbortSignal>();
    const handler = createGreeterHandler(
      workForEve(async (_, { signal }) => {
        reached.resolve(signal);
        // Like most platform functions, it rejects with an AbortError.
        await wait(60_000, undefined, { signal });
        return "too late";
      }),
      { onError },
    );
    const ended = vi.fn();
    await using server = await TestServer.start((request) => handler(request).finally(ended));
    using connection = await RawConnection.open(server.port);
    await connection.write(wholeRequest);
    const signal = await reached.promise;
    expect(signal.aborted).toBe(false);
    disconnect(connection, manner);

    await expect.poll(() => ended).toHaveBeenCalled();
    expect(signal.aborted).toBe(true);
    await server.expectStillServing();
    expect(onError, "the work was aborted, it didn't fail").not.toHaveBeenCalled();
  });

  test("doesn't hide another error", async () => {
    const onError = vi.fn();
    const reached = Promise.withResolvers<void>();
    await using server = await startGreeter(
      workForEve(async (_, { signal }) => {
        reached.resolve();
        await new Promise((resolve) => signal.addEventListener("abort", resolve));
        throw new Error("out of memory");
      }),
      { onError },
    );
    using connection = await RawConnection.open(server.port);
    await connection.write(wholeRequest);
    await reached.promise;
    disconnect(connection, manner);

    await expect.poll(() => onError).toHaveBeenCalled();
    expect(onError.mock.lastCall?.[0]).toEqual(new Error("out of memory"));
    await server.expectStillServing();
  });

  test("before the host calls the handler gets a response", async () => {
    const greeter = createGreeterHandler(greetPolitely);
    const left = Promise.withResolvers<void>();
    const reached = Promise.withResolvers<void>();
    const ended = vi.fn();
    // A host can do other work first, such as a rate limit.
    const patient: Handler = async (request) => {
      if (request.path === "/greetings/Eve") {
        reached.resolve();
        await left.promise;
      }
      return greeter(request).finally(ended);
    };
    await using server = await TestServer.start(patient);
    using connection = await RawConnection.open(server.port);
    await connection.write(cutRequest);
    await reached.promise;
    disconnect(connection, manner);
    await expect.poll(() => server.countConnections()).toBe(0);
    left.resolve();

    await expect.poll(() => ended).toHaveBeenCalled();
    await server.expectStillServing();
  });
});

test("the signal of an answered request isn't aborted, read early or late", async () => {
  const signals: (() => AbortSignal)[] = [];
  const handler = createGreeterHandler((input, call) => {
    const early = call.signal;
    signals.push(() => early);
    return greetPolitely(input, call);
  });
  await using server = await TestServer.start((request) => {
    signals.push(() => request.signal);
    return handler(request);
  });
  await server.call();
  await expect.poll(() => server.countConnections()).toBe(0);
  expect(signals.map((getSignal) => getSignal().aborted)).toEqual([false, false]);
});

test("100 clients that disconnect at any time don't stop the server", async () => {
  const onError = vi.fn();
  await using server = await startGreeter(
    workForEve(async (_, { signal }) => {
      await wait(10, undefined, { signal });
      return "served";
    }),
    { onError },
  );
  const text = `${cutRequest.replace("100", "17")}"greeting":"Hi"}`;
  await Promise.all(
    Array.from({ length: 100 }, async (_, index) => {
      using connection = await RawConnection.open(server.port);
      await connection.write(text.slice(0, Math.ceil((text.length * index) / 99)));
      await wait(index % 20);
      disconnect(connection, index % 2 === 0 ? "a reset" : "an end");
    }),
  );
  await expect.poll(() => server.countConnections()).toBe(0);
  await server.expectStillServing();
  expect(onError).not.toHaveBeenCalled();
});
