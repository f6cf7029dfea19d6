import { request } from "node:http";
import { text } from "node:stream/consumers";
import { describe, expect, test, vi } from "vitest";
import { createFetchHandler } from "../../src/fetch/fetch-handler.ts";
import { frameResponse } from "../../src/http/frame-response.ts";
import type { HttpResponse } from "../../src/index.ts";
import { createLambdaHandler, type LambdaHttpEvent } from "../../src/lambda/lambda-handler.ts";
import { collect, streamForever, streamPieces } from "../streams.ts";
import { createRunHandler, startRun } from "../test-services.ts";

/** Sends a request to `node:http`, and returns the response's headers as they were sent, in lower case, and its body. */
async function callNode(response: HttpResponse, method: string): Promise<[string[], string]> {
  await using server = await startRun(async () => response);
  return await new Promise((resolve, reject) => {
    const outgoing = request({ port: server.port, host: "127.0.0.1", method, agent: false }, (incoming) => {
      const names = incoming.rawHeaders.map((part, index) =>
        index % 2 === 0 ? `${part}: ${incoming.rawHeaders[index + 1]}`.toLowerCase() : "",
      );
      text(incoming).then((body) => resolve([names.filter((name) => name !== ""), body]), reject);
    });
    outgoing.on("error", reject).end();
  });
}

function make(body: HttpResponse["body"], headers: Record<string, string>, status = 200): HttpResponse {
  return { status, headers, body };
}

describe("the model's content-length", () => {
  test.each<[string, string, HttpResponse["body"], string]>([
    ["to HEAD is sent", "HEAD", "{}", "5"],
    ["to HEAD is sent for a stream", "HEAD", streamPieces("a"), "5"],
    ["of a body is replaced by the real one", "GET", "{}", "2"],
    ["of an empty body is replaced by the real one", "GET", "", "0"],
    ["of a stream is sent", "GET", streamPieces("abc", "de"), "5"],
  ])("%s, once", async (_name, method, body, expected) => {
    const [headers] = await callNode(make(body, { "content-length": "5" }), method);
    expect(headers.filter((header) => header.startsWith("content-length"))).toEqual([
      `content-length: ${expected}`,
    ]);
    expect(headers).not.toContain("transfer-encoding: chunked");
  });

  test("is sent by the other hosts too", async () => {
    const handler = () => createRunHandler(async () => make("{}", { "content-length": "5" }));
    const head = await createFetchHandler(handler())(new Request("http://localhost/", { method: "HEAD" }));
    expect(head.headers.get("content-length")).toBe("5");
    const get = await createFetchHandler(handler())(new Request("http://localhost/"));
    expect([get.headers.get("content-length"), await get.text()]).toEqual(["2", "{}"]);
    const lambda = createLambdaHandler(handler());
    const event = (method: string) =>
      ({
        rawPath: "/",
        rawQueryString: "",
        headers: {},
        requestContext: { http: { method } },
      }) as LambdaHttpEvent;
    expect(await lambda(event("HEAD"))).toMatchObject({ headers: { "content-length": "5" }, body: "" });
    expect(await lambda(event("GET"))).toMatchObject({ headers: { "content-length": "2" }, body: "{}" });
  });

  test.each(["-1", "x", "1, 1", ""])("%j is not sent", (length) => {
    expect(frameResponse(make(streamPieces("a"), { "content-length": length }), "HEAD").headers).toEqual({});
  });

  test("is not sent with status 204", () => {
    expect(frameResponse(make("", { "content-length": "1" }, 204), "HEAD").headers).toEqual({});
  });

  test.each([
    ["too long", ["abc", "def"]],
    ["too short", ["a"]],
  ])("of a stream that is %s ends it with an error", async (_name, pieces) => {
    const { body } = frameResponse(make(streamPieces(...pieces), { "content-length": "5" }), "GET");
    await expect(collect(body as AsyncIterable<Uint8Array>)).rejects.toThrow(TypeError);
  });

  test("of a stream that is too long closes its source", async () => {
    const onEnd = vi.fn();
    const { body } = frameResponse(make(streamForever(onEnd), { "content-length": "5" }), "GET");
    await expect(collect(body as AsyncIterable<Uint8Array>)).rejects.toThrow(TypeError);
    expect(onEnd).toHaveBeenCalledTimes(1);
  });
});

test("headers of the connection are the server's", async () => {
  const [headers, body] = await callNode(
    make("ab", {
      connection: "x-secret",
      "transfer-encoding": "chunked",
      upgrade: "h2c",
      trailer: "x-a",
      date: "Tue, 29 Apr 2014 18:30:38 GMT",
      "content-type": "text/csv",
    }),
    "GET",
  );
  expect(body).toBe("ab");
  expect(
    headers.filter((header) => /^(connection|transfer|upgrade|trailer|date|content)/.test(header)),
  ).toEqual([
    "date: tue, 29 apr 2014 18:30:38 gmt",
    "content-type: text/csv",
    "content-length: 2",
    "connection: close",
  ]);
});
