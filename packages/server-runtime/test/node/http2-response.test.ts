import { once } from "node:events";
import { text } from "node:stream/consumers";
import { RawHttp2Connection } from "@eks-auth/test-kit/raw-http2-connection";
import { describe, expect, test, vi } from "vitest";
import type { HttpResponse } from "../../src/index.ts";
import { failAfterByte, streamForever, streamPieces } from "../streams.ts";
import { createRunHandler, fail, ok } from "../test-services.ts";
import { Client, listen } from "./http2-client.ts";

describe("a response over HTTP/2", () => {
  test.each<[string, HttpResponse["body"], string | undefined]>([
    ["text", "é", "2"],
    ["no text", "", "0"],
    ["bytes", Buffer.from("xABCx").subarray(1, 4), "3"],
    ["pieces", streamPieces("a", "b", "", "c"), undefined],
    ["no pieces", streamPieces(), undefined],
  ])("of %s has the right length, and no headers of HTTP/1.1", async (_, body, length) => {
    await using server = await listen(async () => ({ status: 200, headers: { "x-a": "\u00e9" }, body }));
    using client = new Client(server);
    const { headers } = await client.call({});
    expect(headers["content-length"]).toBe(length);
    expect(headers).toMatchObject({ "x-a": "\u00e9" });
    expect(headers).not.toHaveProperty("connection");
    expect(headers).not.toHaveProperty("transfer-encoding");
  });

  test.each([204, 304])("with status %i has no body", async (status) => {
    const bodies = ["text", streamForever(() => {})];
    await using server = await listen(async () => ({ status, headers: {}, body: bodies.pop() ?? "" }));
    using client = new Client(server);
    for (let count = 0; count < 2; count += 1) {
      const response = await client.call({});
      expect(response).toMatchObject({ status, body: "" });
      expect(response.headers).not.toHaveProperty("content-length");
    }
  });

  test("to HEAD has no body, but its content-length", async () => {
    const bodies = ["text", streamPieces("a")];
    await using server = await listen(async () => ok(bodies.pop() ?? ""));
    using client = new Client(server);
    expect((await client.call({ ":method": "HEAD" })).headers).not.toHaveProperty("content-length");
    const head = await client.call({ ":method": "HEAD" });
    expect(head).toMatchObject({ headers: { "content-length": "4" }, body: "" });
  });

  test("begins while the request is arriving", async () => {
    const handler = createRunHandler(async ({ stream }) => ok(stream), {}, { streamsInput: true });
    await using server = await listen(handler);
    using client = new Client(server);
    const stream = client.open({});
    const responded = once(stream, "response");
    stream.setEncoding("utf8");
    for (const piece of ["a", "b", "c"]) {
      stream.write(piece);
      await responded;
      const [received] = await once(stream, "data");
      expect(received).toBe(piece);
    }
    stream.end();
    expect(await text(stream)).toBe("");
  });

  test("waits for its reader, and closes its source when the stream is reset", async () => {
    let sent = 0;
    const ended = vi.fn();
    async function* produce(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) {
          sent += 100_000;
          yield new Uint8Array(100_000);
        }
      } finally {
        ended();
      }
    }
    const onError = vi.fn();
    await using server = await listen(createRunHandler(async () => ok(produce()), { onError }));
    using connection = await RawHttp2Connection.open(server.port);
    // The raw client never enlarges its window of 65,535 bytes.
    connection.sendHeaders(1, { host: "a" }, true);
    await expect.poll(() => connection.readData(1).length).toBe(65_535);
    expect(sent).toBeLessThan(1_000_000);
    connection.resetStream(1);
    await expect.poll(() => ended).toHaveBeenCalled();
    expect(onError).not.toHaveBeenCalled();
  });

  test("that fails resets its stream, and the connection stays open", async () => {
    const onError = vi.fn();
    const failure = new Error("canary");
    const bodies: HttpResponse["body"][] = ["fine", failAfterByte(failure)];
    await using server = await listen(createRunHandler(async () => ok(bodies.pop() ?? ""), { onError }));
    using client = new Client(server);
    await expect(client.call({})).rejects.toThrow("NGHTTP2_INTERNAL_ERROR");
    expect(onError.mock.calls).toMatchObject([[failure, { operation: "Run" }]]);
    expect(await client.call({})).toMatchObject({ body: "fine" });
  });

  test.each([
    ["rejects", () => Promise.reject(new Error("canary"))],
    ["throws", () => fail("canary")],
    ["returns what HTTP can't carry", async () => ({ status: 200, headers: { "x-a": "b\r\nc" }, body: "" })],
  ])("is a 500 if the handler %s", async (_, handler: () => Promise<HttpResponse>) => {
    const written = vi.spyOn(console, "error").mockReturnValue();
    await using server = await listen(handler);
    using client = new Client(server);
    expect(await client.call({})).toMatchObject({ status: 500, body: "" });
    expect(written).toHaveBeenCalledOnce();
    written.mockRestore();
  });
});
