import { expect, test } from "vitest";
import { createGreeterHandler, greetPolitely } from "../greeter.ts";
import { HostedServer, type Sent } from "../hosted-server.ts";

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test("every answer has an id of its own, whatever the caller sends", async () => {
  const handler = createGreeterHandler(
    (input, call) => {
      if (input.name === "Eve") throw new Error("unexpected");
      return greetPolitely(input, call);
    },
    { maxBodyBytes: 100, onError() {} },
  );
  await using server = await HostedServer.start(handler);
  const sent: [number, Sent][] = [
    [200, {}],
    [200, {}],
    [200, { headers: { "content-type": "application/json", "x-amzn-requestid": "mine" } }],
    [500, { path: "/greetings/Eve" }],
    [400, { body: "broken" }],
    [404, { path: "/nowhere" }],
    [405, { method: "DELETE" }],
    [406, { headers: { accept: "text/html" } }],
    [413, { body: "x".repeat(101) }],
    [415, { headers: {} }],
  ];
  const ids = [];
  for (const [status, request] of sent) {
    const answer = await server.call(request);
    expect(answer.status).toBe(status);
    expect(answer.headers["x-amzn-requestid"]).toMatch(uuid);
    ids.push(answer.headers["x-amzn-requestid"]);
  }
  expect(new Set(ids).size).toBe(sent.length);
});

test("the implementation gets the id that the caller gets", async () => {
  await using server = await HostedServer.start(createGreeterHandler((_, { requestId }) => requestId));
  const { headers, body } = await server.call();
  expect(JSON.parse(body)).toEqual({ text: headers["x-amzn-requestid"] });
});
