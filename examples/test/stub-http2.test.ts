import { once } from "node:events";
import { connect } from "node:http2";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";

test("the example stub-http2 answers, and stops gracefully", async () => {
  process.env.PORT = "0";
  const { server } = await import("../stub-http2/main.ts");
  if (!server.listening) {
    await once(server, "listening");
  }
  const session = connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const stream = session.request({
    ":method": "POST",
    ":path": "/clusters/my-cluster/assume-role-for-pod-identity",
    "content-type": "application/json",
  });
  const responded = once(stream, "response");
  stream.write('{"token":');
  await once(server, "request");

  // A request in flight gets its response, and the idle connection is closed.
  const closed = once(server, "close");
  const sessionClosed = once(session, "close");
  process.emit("SIGTERM");
  stream.end('"header.payload.signature"}');
  const [headers] = await responded;
  expect(headers[":status"]).toBe(200);
  expect(JSON.parse(await text(stream))).toMatchObject({ credentials: { accessKeyId: "ASIAEXAMPLE" } });
  await Promise.all([closed, sessionClosed]);
});
