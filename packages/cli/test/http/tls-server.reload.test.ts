import { once } from "node:events";
import { Agent, request } from "node:https";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { createContent, get, serverOne, serverTwo, TlsFixture } from "./support/tls-fixture.ts";

const fixture = new TlsFixture(createContent(serverOne));

test("a new certificate is for new connections, and open ones go on", async () => {
  const before = await fixture.open();
  expect(await get(before)).toContain("200 OK");
  fixture.change(createContent(serverTwo));
  expect(await get(before)).toContain("200 OK");
  expect(before.getPeerX509Certificate()?.subject).toBe("CN=one");
  const after = await fixture.open();
  expect(after.getPeerX509Certificate()?.subject).toBe("CN=two");
  expect(await get(after)).toContain("200 OK");
});

test("no request fails while certificates change", async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 4 });
  const answers: string[] = [];
  let isOver = false;
  async function sendAll(agent: Agent | false): Promise<void> {
    while (!isOver) {
      const sent = request({ port: fixture.port, host: "127.0.0.1", agent, rejectUnauthorized: false });
      sent.end();
      const [response] = await once(sent, "response");
      answers.push(await text(response));
    }
  }
  const load = [agent, agent, agent, agent, false, false].map((one) => sendAll(one as Agent | false));
  for (const server of [serverTwo, serverOne, serverTwo, serverOne, serverTwo]) {
    const seen = answers.length;
    await expect.poll(() => answers.length, { interval: 1 }).toBeGreaterThan(seen + 6);
    fixture.change(createContent(server));
  }
  isOver = true;
  await Promise.all(load);
  agent.destroy();
  expect(new Set(answers)).toEqual(new Set(["hello"]));
  expect(fixture.failures).toEqual([]);
});

test("after a change TLS 1.2 is still the oldest version, and renegotiation is refused", async () => {
  fixture.change(createContent(serverTwo));
  const old = { minVersion: "TLSv1.1", maxVersion: "TLSv1.1", ciphers: "DEFAULT:@SECLEVEL=0" } as const;
  await expect(fixture.open(old)).rejects.toThrow();
  const socket = await fixture.open({ maxVersion: "TLSv1.2" });
  const result = await new Promise((resolve) => {
    socket.on("error", resolve);
    socket.renegotiate({}, resolve);
  });
  expect(result).toBeInstanceOf(Error);
});
