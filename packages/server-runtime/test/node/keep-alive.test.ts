import { Agent } from "node:http";
import { expect, test } from "vitest";
import { createGreeterHandler, greetPolitely } from "../greeter.ts";
import { HostedServer, type Sent } from "../hosted-server.ts";

test("one connection carries good and bad requests alike", async () => {
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

  await using server = await HostedServer.start(handler);
  const json = { "content-type": "application/json" };
  const sent: [number, Sent][] = [
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
