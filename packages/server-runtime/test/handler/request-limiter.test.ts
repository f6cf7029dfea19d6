import { RawConnection } from "@eks-auth/test-kit/raw-connection";
import { describe, expect, test, vi } from "vitest";
import { createFetchHandler } from "../../src/fetch/fetch-handler.ts";
import type { Handler, HandlerOptions, RoutedRequest } from "../../src/index.ts";
import { collect } from "../streams.ts";
import { createRunHandler, type OperationTraits, ok, startRun } from "../test-services.ts";

/** A request whose body has only begun. */
class SlowRequest {
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  #isCancelled = false;
  readonly status: Promise<number>;

  constructor(send: (request: Request) => Promise<Response>, address: string) {
    const readable = new ReadableStream<Uint8Array>({
      start: (controller) => {
        this.#controller = controller;
        controller.enqueue(new Uint8Array(1));
      },
      cancel: () => {
        this.#isCancelled = true;
      },
    });
    const body = { method: "POST", body: readable, duplex: "half" as const };
    const request = new Request("http://a.example", { ...body, headers: { "x-address": address } });
    this.status = send(request).then(({ status }) => status);
  }

  /** Sends the end of the body. @returns the response's status */
  finish(): Promise<number> {
    // A stream that was cancelled can't be closed.
    if (!this.#isCancelled) {
      this.#controller?.close();
    }
    return this.status;
  }
}

/** Creates a function that starts a slow request to a handler, by default from one address. */
function createSender(handler: Handler): (address?: string) => SlowRequest {
  const send = createFetchHandler(handler, {
    findPeer: (request) => ({ address: request.headers.get("x-address") ?? "" }),
  });
  return (address = "192.0.2.1") => new SlowRequest(send, address);
}

/** Reads the whole stream of a streaming operation. */
async function readStream({ stream }: RoutedRequest): Promise<ReturnType<typeof ok>> {
  await collect(stream);
  return ok("");
}

// A streaming operation runs while its body arrives.
describe.each<[string, (options: HandlerOptions) => ReturnType<typeof createSender>]>([
  ["a body", (options) => createSender(createRunHandler(async () => ok(""), options))],
  [
    "a streamed body",
    (options) => createSender(createRunHandler(readStream, options, { streamsInput: true })),
  ],
])("%s that is incomplete", (_, start) => {
  test("doesn't keep other requests from running", async () => {
    const send = start({ maxConcurrentRequests: 1 });
    const slow = [send(), send(), send()];
    expect(await send().finish()).toBe(200);
    for (const request of slow) {
      expect(await request.finish()).toBe(200);
    }
  });

  test("ends with 408 if it is the oldest and there are too many", async () => {
    const send = start({ maxIncompleteBodies: 2 });
    const [first, second, third] = [send("192.0.2.1"), send("192.0.2.2"), send("192.0.2.3")];
    expect(await first.status).toBe(408);
    expect(await second.finish()).toBe(200);
    const fourth = send("192.0.2.4");
    expect(await third.finish()).toBe(200);
    expect(await fourth.finish()).toBe(200);
  });

  test("ends with 408 if it is the oldest of an address that has too many", async () => {
    const send = start({ maxIncompleteBodiesPerAddress: 2 });
    const other = send("192.0.2.2");
    const [first, second, third] = [send(), send(), send()];
    expect(await first.status).toBe(408);
    expect(await Promise.all([other, second, third].map((request) => request.finish()))).toEqual([
      200, 200, 200,
    ]);
  });
});

/** Starts a service whose operation waits until it is released. */
function startWaiting(options: HandlerOptions, traits: OperationTraits = {}) {
  const released = Promise.withResolvers<void>();
  const started = vi.fn();
  const handler = createRunHandler(
    async (request) => {
      if (traits.streamsInput) await collect(request.stream);
      started();
      await released.promise;
      return ok("");
    },
    options,
    traits,
  );
  return { send: createSender(handler), started, release: released.resolve };
}

test.each([false, true])(
  "a running request isn't ended by incomplete bodies; its input streams: %s",
  async (streamsInput) => {
    const { send, started, release } = startWaiting({ maxIncompleteBodies: 1 }, { streamsInput });
    const running = send().finish();
    await expect.poll(() => started).toHaveBeenCalledOnce();
    const first = send();
    const second = send();
    expect(await first.status).toBe(408);
    release();
    expect(await running).toBe(200);
    expect(await second.finish()).toBe(200);
  },
);

test.each([false, true])(
  "a request with a complete body counts as running; its input streams: %s",
  async (streamsInput) => {
    const { send, started, release } = startWaiting({ maxConcurrentRequests: 1 }, { streamsInput });
    const running = send().finish();
    await expect.poll(() => started).toHaveBeenCalledOnce();
    expect(await send().status).toBe(503);
    release();
    expect(await running).toBe(200);
    expect(await send().finish()).toBe(200);
  },
);

test("a request whose body completes when no more can run is answered with 503", async () => {
  const { send, started, release } = startWaiting({ maxConcurrentRequests: 1 });
  const slow = send();
  const running = send().finish();
  await expect.poll(() => started).toHaveBeenCalledOnce();
  expect(await slow.finish()).toBe(503);
  release();
  expect(await running).toBe(200);
});

test("a streaming operation whose body must make room is aborted", async () => {
  const signals: AbortSignal[] = [];
  const failed = vi.fn();
  const handler = createRunHandler(
    async ({ stream }, { signal }) => {
      signals.push(signal);
      await collect(stream).catch(failed);
      return ok("");
    },
    { maxIncompleteBodies: 1 },
    { streamsInput: true },
  );
  const send = createSender(handler);
  const first = send();
  const second = send();
  expect(await first.status).toBe(408);
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
  expect(await second.finish()).toBe(200);
});

test("a 408 closes the connection at once", async () => {
  await using server = await startRun(async () => ok("done"), { maxIncompleteBodies: 1 });
  using first = await RawConnection.open(server.port);
  await first.write("POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 3\r\n\r\nx");
  using second = await RawConnection.open(server.port);
  await second.write("POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 3\r\nconnection: close\r\n\r\nx");
  await first.waitForEnd();
  expect(first.received).toMatch(/^HTTP\/1\.1 408 /);
  expect(first.received).toMatch(/\r\nconnection: close\r\n/i);
  await second.write("xx");
  await second.waitForEnd();
  expect(second.received).toMatch(/^HTTP\/1\.1 200 /);
});
