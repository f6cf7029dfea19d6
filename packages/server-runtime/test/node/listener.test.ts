import { Agent } from "node:http";
import { RawConnection } from "@eks-auth/test-kit/raw-connection";
import { expect, test } from "vitest";
import { type TestRequest, TestServer } from "../test-server.ts";
import { createGreeterHandler, greetPolitely, startGreeter } from "../test-services.ts";

test("HEAD is rejected with headers only", async () => {
  await using server = await startGreeter();
  const response = await server.call({ method: "HEAD", body: "", headers: {} });
  expect(response).toMatchObject({ status: 405, headers: { allow: "POST" }, body: "" });
  await server.expectStillServing();
});

test.each(["OPTIONS", "GET", "PUT", "PATCH", "DELETE", "PROPFIND"])("%s is rejected", async (method) => {
  await using server = await startGreeter();
  const response = await server.call({ method });
  expect(response).toMatchObject({ status: 405, headers: { allow: "POST" } });
  expect(JSON.parse(response.body)).toEqual({ message: "This path takes POST." });
  await server.expectStillServing();
});

test.each([
  ["a query", "/greetings/Ada?a=b&c"],
  ["an empty query", "/greetings/Ada?"],
  ["the whole URL, as proxies send it", "http://greetings.example:8080/greetings/Ada?a=b"],
])("a target can have %s", async (_, path) => {
  await using server = await startGreeter();
  expect(await server.call({ path })).toMatchObject({ status: 200, body: '{"text":"Hi, Ada"}' });
});

test.each(["*", "http://greetings.example", "http://greetings.example?a=b", "//greetings/Ada"])(
  "the target %s has no operation",
  async (path) => {
    await using server = await startGreeter();
    expect(await server.call({ method: "OPTIONS", path })).toMatchObject({ status: 404 });
    await server.expectStillServing();
  },
);

test("the content-length of a response is in bytes", async () => {
  await using server = await startGreeter(() => "\u{1f600}é");
  const { headers, body } = await server.call();
  expect(JSON.parse(body)).toEqual({ text: "\u{1f600}é" });
  expect(headers["content-length"]).toBe(String(Buffer.byteLength(body)));
});

test("concurrent requests get their own responses", async () => {
  await using server = await startGreeter(async ({ name }) => {
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 20));
    return name;
  });
  const names = Array.from({ length: 300 }, (_, index) => `caller-${index}`);
  const responses = await Promise.all(names.map((name) => server.call({ path: `/greetings/${name}` })));
  expect(responses.map(({ body }) => JSON.parse(body).text)).toEqual(names);
});

test("pipelined requests are answered in order", async () => {
  await using server = await startGreeter(({ name }) => name);
  using connection = await RawConnection.open(server.port);
  await connection.write(
    [
      "POST /greetings/first HTTP/1.1\r\nhost: a\r\n\r\n",
      "GET /greetings/second HTTP/1.1\r\nhost: a\r\n\r\n",
      "POST /greetings/third HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n",
    ].join(""),
  );
  await connection.waitForEnd();
  expect(connection.received.match(/(?<=HTTP\/1\.1 )\d+/g)).toEqual(["200", "405", "200"]);
  expect(connection.received.match(/\{.*?\}/g)).toEqual([
    '{"text":"first"}',
    '{"message":"This path takes POST."}',
    '{"text":"third"}',
  ]);
});

test.each([
  ["no HTTP", "canary\r\n\r\n"],
  ["a broken header", "POST /greetings/Ada HTTP/1.1\r\nhost: a\r\nx y: z\r\n\r\n"],
  [
    "two lengths",
    "POST /greetings/Ada HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n",
  ],
  ["a broken chunk", "POST /greetings/Ada HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n"],
])("the server keeps serving after %s", async (_, bytes) => {
  await using server = await startGreeter();
  using connection = await RawConnection.open(server.port);
  await connection.write(bytes);
  await connection.waitForEnd();
  expect(connection.received).not.toMatch(/^HTTP\/1\.1 [25]/);
  await server.expectStillServing();
});

test("a connection is kept alive after good and bad requests", async () => {
  const handler = createGreeterHandler(
    (input, call) => {
      if (input.name === "Eve") throw new Error("unexpected");
      return greetPolitely(input, call);
    },
    { onError() {} },
  );
  const ports = new Set<number | undefined>();
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  agent.on("free", (socket) => ports.add(socket.localPort));

  await using server = await TestServer.start(handler);
  const json = { "content-type": "application/json" };
  const sent: [number, TestRequest][] = [
    [400, { body: "broken" }],
    [404, { path: "/nowhere" }],
    [404, { path: "/nowhere", body: "x".repeat(1_048_576) }],
    [405, { method: "PUT" }],
    [405, { method: "HEAD", body: "", headers: {} }],
    [406, { headers: { ...json, accept: "text/html" } }],
    [413, { body: "x".repeat(1_048_576) }],
    [413, { body: "x".repeat(1_048_576), headers: { ...json, "transfer-encoding": "chunked" } }],
    [415, { headers: {} }],
    [500, { path: "/greetings/Eve" }],
  ];
  for (const [status, request] of sent) {
    expect(await server.call({ ...request, agent })).toMatchObject({ status });
    expect(await server.call({ agent })).toMatchObject({ status: 200, body: '{"text":"Hi, Ada"}' });
  }
  agent.destroy();
  expect(ports.size).toBe(1);
});
