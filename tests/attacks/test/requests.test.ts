import { runEksAuth } from "@eks-auth/test-kit/eks-auth-command";
import { RawConnection } from "@eks-auth/test-kit/raw-connection";
import { expect } from "vitest";
import { attack } from "../src/attack.ts";
import { createClaims } from "../src/controlled-issuer.ts";
import { send } from "../src/send.ts";
import { pod, startAgent, startService } from "../src/target.ts";

/** Sends a request as it is, and returns the status of the first response. */
async function sendRaw(port: number, text: string): Promise<number> {
  using connection = await RawConnection.open(port);
  await connection.write(text);
  await expect.poll(() => connection.received).toMatch(/^HTTP\/1\.1 \d{3}/);
  return Number(connection.received.slice(9, 12));
}

attack(
  "serve: another host in the target or in a second Host header",
  startService,
  async (target, client) => {
    const { pathname } = new URL(target.goodRequest.url);
    const body = target.goodRequest.body ?? "";
    const rest = `content-type: application/json\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`;
    for (const head of [
      `POST http://attacker.example${pathname} HTTP/1.1\r\nhost: localhost\r\n`,
      `POST ${pathname} HTTP/1.1\r\nhost: localhost\r\nhost: attacker.example\r\n`,
      `POST ${pathname} HTTP/1.1\r\nhost: attacker.example\r\nhost: localhost\r\n`,
      `POST ${pathname} HTTP/1.1\r\nhost: attacker.example\r\n`,
    ]) {
      expect(await sendRaw(target.port, head + rest), head).toBeGreaterThanOrEqual(400);
    }
    await client.waitForRequests(10);
  },
);

attack("agent: another host in the target or in a second Host header", startAgent, async (target, client) => {
  const rest = `authorization: ${target.goodRequest.headers.authorization}\r\nconnection: close\r\n\r\n`;
  for (const head of [
    "GET http://attacker.example/v1/credentials HTTP/1.1\r\nhost: attacker.example\r\n",
    "GET /v1/credentials HTTP/1.1\r\nhost: 127.0.0.1\r\nhost: attacker.example\r\n",
    "GET /v1/credentials HTTP/1.1\r\nhost: attacker.example\r\n",
  ]) {
    expect(await sendRaw(target.port, head + rest), head).toBeGreaterThanOrEqual(400);
  }
  await client.waitForRequests(10);
});

attack("serve: credentials in a cache", startService, async ({ goodRequest }, client) => {
  expect((await send(goodRequest)).headers["cache-control"]).toBe("no-store");
  await client.waitForRequests(10);
});

attack("serve: claims behind a byte order mark", startService, async (target, client) => {
  const { issuer, requestFor } = target;
  const payload = `\uFEFF${JSON.stringify(createClaims(issuer.issuer, pod))}`;
  expect((await send(requestFor(await issuer.keys[0].signText(payload)))).status).toBe(400);
  await client.waitForRequests(10);
});

attack("serve: an external ID that belongs to another cluster", startService, async (target, client) => {
  const { folder } = target;
  await folder.write(
    "foreign.yaml",
    `associations:
  - namespace: shop
    serviceAccount: cart
    roleArn: arn:aws:iam::111122223333:role/cart
    targetRoleArn: arn:aws:iam::444455556666:role/target
    externalId: eu-west-1/111122223333/other/shop/cart
    disableSessionTags: true
`,
  );
  const config = await folder.read("eks-auth.yaml");
  await folder.write(
    "foreign-config.yaml",
    config.replace("associations: edge.yaml", "associations: foreign.yaml"),
  );
  const { exitCode, stderr, stdout } = await runEksAuth(
    ...["config", "check", "--config", folder.resolve("foreign-config.yaml")],
  );
  expect({ exitCode, output: stderr + stdout }).toMatchObject({
    exitCode: 1,
    output: expect.stringContaining("foreign.yaml:6"),
  });
  await client.waitForRequests(10);
});
