import { describe, expect, test, vi } from "vitest";
import { createFetchHandler, getFetchRequest, getHostArguments } from "../../src/fetch/fetch-handler.ts";
import type { HttpResponse, RoutedRequest } from "../../src/index.ts";
import { collect, failAfterByte, streamForever, streamPieces } from "../streams.ts";
import { createGreeterHandler, createRunHandler, greetPolitely, ok } from "../test-services.ts";

const url = "https://greetings.example/greetings/Ada";

function sendPieces(...pieces: string[]): Request {
  return new Request(url, {
    method: "POST",
    body: ReadableStream.from(streamPieces(...pieces)),
    duplex: "half",
  });
}

/** Handles a request, and returns what `describe` finds in it. */
async function ask(request: Request, describe: (request: RoutedRequest) => unknown): Promise<unknown> {
  const handler = createRunHandler(async (routed) => ok(JSON.stringify(describe(routed))));
  return (await createFetchHandler(handler)(request)).json();
}

describe("a request", () => {
  test("is answered, valid or invalid", async () => {
    const handle = createFetchHandler(createGreeterHandler(greetPolitely));
    const headers = { "content-type": "application/json" };
    const good = await handle(new Request(url, { method: "POST", headers, body: '{"greeting":"Hi"}' }));
    expect(good.status).toBe(200);
    expect(good.headers.get("content-type")).toBe("application/json");
    expect(good.headers.get("x-amzn-requestid")).toBeTruthy();
    expect(await good.text()).toBe('{"text":"Hi, Ada"}');

    const bad = await handle(new Request(url, { method: "PUT" }));
    expect(bad.status).toBe(405);
    expect(bad.headers.get("allow")).toBe("POST");
  });

  test.each([
    ["https://a.example", "/", ""],
    ["https://a.example?b=c", "/", "b=c"],
    ["https://a.example/b%2Fc/%C3%A9?d=%20&e#f?g/h", "/b%2Fc/%C3%A9", "d=%20&e"],
    ["https://a.example/b?", "/b", ""],
    ["https://a.example/#b?c", "/", ""],
    ["https://user@a.example:8080//b?c=http://d/e?f", "//b", "c=http://d/e?f"],
  ])("to %s keeps its path and query as they were sent", async (target, path, query) => {
    // The constructor of Request rejects credentials, but a host can still pass them.
    const request = new Request(target.replace("user@", ""));
    expect(await ask(request, (routed) => [routed.path, routed.query])).toEqual([path, query]);
  });

  test("has its method and headers", async () => {
    const request = new Request(url, { method: "DELETE", headers: { "X-A": "1", "x-b": "2" } });
    request.headers.append("x-a", "3");
    const seen = await ask(request, (routed) => [
      routed.method,
      [...routed.headerNames()],
      routed.header("x-a"),
      routed.header("x-c") ?? null,
    ]);
    expect(seen).toEqual(["DELETE", ["x-a", "x-b"], "1, 3", null]);
  });

  test("passes on its signal", async () => {
    const controller = new AbortController();
    const onError = vi.fn();
    const handler = createRunHandler(
      (_, { signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener("abort", () => reject(signal.reason));
          controller.abort();
        }),
      { onError },
    );
    const response = await createFetchHandler(handler)(new Request(url, { signal: controller.signal }));
    expect(response.headers.get("x-amzn-errortype")).toBe("RequestAbortedException");
    expect(onError).not.toHaveBeenCalled();
  });
});

describe("a body", () => {
  const measure = createFetchHandler(
    createRunHandler(async ({ body }) => ok(Buffer.from(body).toString()), {
      maxBodyBytes: 5,
    }),
  );

  test.each([[[]], [["abc"]], [["a", "", "bc", "de"]]])(
    "that arrives as %j is concatenated",
    async (pieces) => {
      expect(await (await measure(sendPieces(...pieces))).text()).toBe(pieces.join(""));
    },
  );

  test("can be absent", async () => {
    expect(await (await measure(new Request(url, { method: "POST" }))).text()).toBe("");
  });

  test("of a known length over the limit is rejected unread", async () => {
    const request = new Request(url, { method: "POST", headers: { "content-length": "6" }, body: "abcdef" });
    expect((await measure(request)).status).toBe(413);
    expect(request.bodyUsed).toBe(false);
  });

  test("of an unknown length is read only up to the limit", async () => {
    const ended = vi.fn();
    const body = ReadableStream.from(streamForever(ended));
    expect((await measure(new Request(url, { method: "POST", body, duplex: "half" }))).status).toBe(413);
    await expect.poll(() => ended).toHaveBeenCalled();
  });

  test("that breaks off counts as a disconnected client", async () => {
    const body = ReadableStream.from(failAfterByte(new Error("canary")));
    const response = await measure(new Request(url, { method: "POST", body, duplex: "half" }));
    expect(response.headers.get("x-amzn-errortype")).toBe("RequestAbortedException");
  });
});

describe("a body with a content-length", () => {
  const limits = { maxBodyBytes: 5 };
  const onError = vi.fn();
  const measure = createFetchHandler(
    createRunHandler(async ({ body }) => ok(Buffer.from(body).toString()), { ...limits, onError }),
  );

  function send(body: string | ReadableStream, headers: Record<string, string>, method = "POST"): Request {
    return new Request(url, { method, headers, body, duplex: "half" });
  }

  test("is read at once", async () => {
    const request = send("abcde", { "content-length": "5" });
    const readAtOnce = vi.spyOn(request, "arrayBuffer");
    expect(await (await measure(request)).text()).toBe("abcde");
    expect(readAtOnce).toHaveBeenCalledOnce();
  });

  test.each([
    ["transfer-encoding", "chunked"],
    ["content-encoding", "gzip"],
  ])("and %s is read only up to the limit, because it can be longer", async (name, value) => {
    const ended = vi.fn();
    const body = ReadableStream.from(streamForever(ended));
    expect((await measure(send(body, { "content-length": "3", [name]: value }))).status).toBe(413);
    await expect.poll(() => ended).toHaveBeenCalled();
  });

  test("that isn't a number is read in pieces", async () => {
    const request = send("abc", { "content-length": "3, 3" });
    const readAtOnce = vi.spyOn(request, "arrayBuffer");
    expect(await (await measure(request)).text()).toBe("abc");
    expect(readAtOnce).not.toHaveBeenCalled();
  });

  test.each([
    ["abc", 200],
    ["abcde", 200],
    ["abcdef", 413],
  ])("of 3 whose bytes are %s is answered with %i", async (body, status) => {
    expect((await measure(send(body, { "content-length": "3" }))).status).toBe(status);
  });

  test.each<[string, string | ReadableStream]>([
    ["ends early", "ab"],
    ["breaks off", ReadableStream.from(failAfterByte(new Error("canary")))],
  ])("that %s counts as a disconnected client", async (_, body) => {
    const response = await measure(send(body, { "content-length": "3" }));
    expect(response.headers.get("x-amzn-errortype")).toBe("RequestAbortedException");
    expect(onError).not.toHaveBeenCalled();
  });

  test("of 0 has no bytes", async () => {
    const request = new Request(url, { method: "POST", headers: { "content-length": "0" } });
    expect(await (await measure(request)).text()).toBe("");
  });

  test("is ignored if the method has no body", async () => {
    const request = new Request(url, { headers: { "content-length": "3" } });
    const body = vi.spyOn(request, "body", "get");
    expect((await measure(request)).status).toBe(200);
    expect(body).not.toHaveBeenCalled();
  });

  test("that takes too long is answered with 408", async () => {
    const handle = createFetchHandler(createRunHandler(async () => ok("done"), { bodyTimeoutMs: 1 }));
    const response = await handle(send(new ReadableStream(), { "content-length": "3" }));
    expect(response.status).toBe(408);
  });
});

describe("a streamed body", () => {
  const traits = { streamsInput: true };

  test("is read and written at the same time", async () => {
    const handler = createRunHandler(async ({ stream }) => ok(stream), {}, traits);
    const response = await createFetchHandler(handler)(sendPieces("a", "b", "c"));
    expect(await response.text()).toBe("abc");
  });

  test("over the limit is answered with 413", async () => {
    const handler = createRunHandler(
      async ({ stream }) => ok(await collect(stream)),
      { maxStreamedBodyBytes: 2 },
      traits,
    );
    expect(await (await createFetchHandler(handler)(sendPieces("a", "b"))).text()).toBe("ab");
    expect((await createFetchHandler(handler)(sendPieces("a", "b", "c"))).status).toBe(413);
  });

  test("is cancelled if the operation doesn't read it to its end", async () => {
    const ended = vi.fn();
    const handler = createRunHandler(
      async ({ stream }) => {
        for await (const _ of stream) break;
        return ok("done");
      },
      {},
      traits,
    );
    const body = ReadableStream.from(streamForever(ended));
    const response = await createFetchHandler(handler)(
      new Request(url, { method: "POST", body, duplex: "half" }),
    );
    expect(await response.text()).toBe("done");
    await expect.poll(() => ended).toHaveBeenCalled();
  });
});

test("a request has the peer that is found in what the host passes", async () => {
  const handle = createFetchHandler(async ({ peer }) => ok(String(peer?.address)), {
    findPeer: (_request, { hostname }: { hostname: string }) => ({ address: hostname }),
  });
  expect(await (await handle(new Request(url), { hostname: "192.0.2.1" })).text()).toBe("192.0.2.1");
});

test("a hook gets the host's request and what else the host passes", async () => {
  const seen: unknown[] = [];
  const handler = createRunHandler(async () => ok(""), {
    authenticate: (request) => {
      const [env] = getHostArguments<[{ region: string }]>(request) ?? [];
      seen.push(getFetchRequest(request), env?.region);
      return undefined;
    },
    onEnd: (end) => void seen.push(getFetchRequest(end)),
  });
  const handle = createFetchHandler<[{ region: string }]>(handler);
  const request = new Request(url);
  await handle(request, { region: "eu-west-1" });
  expect(seen).toEqual([request, "eu-west-1", request]);
});

test("a request of another host has neither", () => {
  expect(getFetchRequest({ hostRequest: {} })).toBeUndefined();
  expect(getHostArguments({})).toBeUndefined();
});

test("a body that takes too long is not read any more", async () => {
  const cancel = vi.fn();
  const body = new ReadableStream({ cancel });
  const handle = createFetchHandler(createRunHandler(async () => ok("done"), { bodyTimeoutMs: 1 }));
  const response = await handle(new Request(url, { method: "POST", body, duplex: "half" }));
  expect(response.status).toBe(408);
  await expect.poll(() => cancel).toHaveBeenCalledOnce();
});

describe("a response", () => {
  function respond(response: HttpResponse, method = "GET"): Promise<Response> {
    return createFetchHandler(createRunHandler(async () => response))(new Request(url, { method }));
  }

  test.each<[string, HttpResponse["body"], string | null]>([
    ["text", "aé", "3"],
    ["bytes", Buffer.from("xaéx").subarray(1, 4), "3"],
    ["pieces", streamPieces("a", "é"), null],
  ])("of %s has its length, but no content type that the operation hasn't set", async (_, body, length) => {
    const response = await respond({ status: 201, headers: { "x-a": "b" }, body });
    expect(response.headers.get("content-length")).toBe(length);
    expect(response.status).toBe(201);
    expect(response.headers.get("content-type")).toBeNull();
    expect(response.headers.get("x-a")).toBe("b");
    expect(await response.text()).toBe("aé");
  });

  test.each([
    [204, "GET"],
    [304, "GET"],
    [200, "HEAD"],
  ])("with status %i to %s has no body, and closes its stream", async (status, method) => {
    const body = streamPieces("a");
    const response = await respond({ status, headers: {}, body }, method);
    expect(response.status).toBe(status);
    expect(response.body).toBeNull();
    expect(await body.next()).toMatchObject({ done: true });
  });

  test("without text has no body, and the length 0", async () => {
    const { body, headers } = await respond(ok(""));
    expect(body).toBeNull();
    expect(headers.get("content-length")).toBe("0");
  });

  test.each<[number, string, string | null]>([
    [200, "HEAD", "4"],
    [204, "GET", null],
    [304, "GET", null],
  ])("with text, status %i to %s has no body, and the length %s", async (status, method, length) => {
    const { body, headers } = await respond({ status, headers: {}, body: "text" }, method);
    expect(body).toBeNull();
    expect(headers.get("content-length")).toBe(length);
  });

  test("that streams closes its source when the reader cancels", async () => {
    const ended = vi.fn();
    const response = await respond(ok(streamForever(ended)));
    const reader = response.body?.getReader();
    expect((await reader?.read())?.value).toHaveLength(1_024);
    await reader?.cancel();
    expect(ended).toHaveBeenCalled();
  });

  test("whose stream fails fails its reader, and onError gets the error", async () => {
    const failure = new Error("broken");
    const onError = vi.fn();
    const handler = createRunHandler(async () => ok(failAfterByte(failure)), {
      onError,
    });
    const response = await createFetchHandler(handler)(new Request(url));
    await expect(response.text()).rejects.toThrow();
    expect(onError.mock.lastCall?.[0]).toBe(failure);
  });
});

test.each<[string, (request: Request) => unknown]>([
  ["was read", (request) => request.text()],
  [
    "is being read",
    (request) => {
      request.body?.getReader();
    },
  ],
])("a body that %s is named as the cause at once, with a content-length and without", async (_, read) => {
  await expectConsumed(read, {});
  await expectConsumed(read, { "content-length": "2" });
});

async function expectConsumed(
  read: (request: Request) => unknown,
  length: Record<string, string>,
): Promise<void> {
  const onError = vi.fn();
  const handle = createFetchHandler(createGreeterHandler(greetPolitely, { onError }));
  const headers = { "content-type": "application/json", ...length };
  const request = new Request(url, { method: "POST", headers, body: "{}" });
  await read(request);
  expect((await handle(request)).status).toBe(500);
  expect(onError.mock.calls).toMatchObject([[{ code: "body_consumed" }, { operation: "Greet" }]]);
  const bodiless = await handle(new Request(url, { method: "POST" }));
  expect(bodiless.status).toBe(200);
}
