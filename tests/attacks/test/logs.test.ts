import { connect } from "node:net";
import { expect } from "vitest";
import { attack, isShort } from "../src/attack.ts";
import { attackerAddress } from "../src/attacker.ts";
import { createClaims, createKey } from "../src/controlled-issuer.ts";
import { readOwnLog } from "../src/own-log.ts";
import { send, sendMany } from "../src/send.ts";
import { credentialsRequest, pod, startAgent, startService } from "../src/target.ts";

attack("agent: a log reader that stops reading", startAgent, async ({ program, service, url }, client) => {
  program.pauseOutput();
  const key = await createKey();
  const tokens = await Promise.all(
    Array.from({ length: isShort ? 1_000 : 5_000 }, (_, index) =>
      key.sign(createClaims(service.issuer.issuer, { ...pod, pod: { name: `cart-${index}` } })),
    ),
  );
  const answers = await sendMany(tokens.map((token) => credentialsRequest(url, token)));
  expect(answers).not.toHaveProperty("200");
  await client.waitForRequests(20);
  program.resumeOutput();
  await client.waitForRequests(5);
});

attack(
  "serve: a log reader that stops reading",
  startService,
  async ({ program, goodRequest }, client) => {
    program.pauseOutput();
    const answers = await sendMany(Array.from({ length: isShort ? 1_500 : 5_000 }, () => goodRequest));
    // No credentials without their line in the log.
    expect(answers["503"]).toBeGreaterThan(0);
    program.resumeOutput();
    await expect.poll(async () => (await send(goodRequest)).status).toBe(200);
    await client.waitForRequests(5);
  },
  { alsoRight: "503" },
);

attack(
  "serve: a flood of refused anonymous requests",
  startService,
  async ({ program, issuer, requestFor }, client) => {
    const before = program.stderr.length;
    const count = isShort ? 1_000 : 10_000;
    const claims = { ...createClaims(issuer.issuer, pod), aud: ["other"] };
    const key = await createKey();
    const request = requestFor(await key.sign(claims));
    await sendMany(Array.from({ length: count }, () => request));
    await client.waitForRequests(20);
    expect(readOwnLog(program, before).length / count, "bytes of log for a request").toBeLessThan(50);
  },
);

attack("serve: SIGUSR1", startService, ({ program }, client) => requireNoInspector(program, client));
attack("agent: SIGUSR1", startAgent, ({ program }, client) => requireNoInspector(program, client));

/** Requires that no debugger can be attached. */
async function requireNoInspector(
  program: { signal(signal: NodeJS.Signals): void; readonly stderr: string },
  client: { waitForRequests(count: number): Promise<void> },
): Promise<void> {
  program.signal("SIGUSR1");
  await client.waitForRequests(20);
  expect(program.stderr).not.toContain("Debugger listening");
  await expect(
    new Promise((resolve, reject) => {
      const socket = connect({ port: 9229, host: "127.0.0.1", localAddress: attackerAddress });
      socket.on("connect", () => resolve(socket.destroy()));
      socket.on("error", reject);
    }),
  ).rejects.toMatchObject({ code: "ECONNREFUSED" });
}
