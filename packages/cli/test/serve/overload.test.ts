import { once } from "node:events";
import { createServer, type RequestListener, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { assumeRole, pod, ServeFixture, slowTime } from "./support/serve-fixture.ts";

let fixture: ServeFixture;
const servers: Server[] = [];

beforeEach(async () => {
  fixture = await ServeFixture.make();
  vi.stubEnv("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "canary-of-our-own");
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await fixture.stop();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** Stands in for STS, which can't be made slow at will. */
async function startSts(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  servers.push(server);
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function writeConfig(sts: string, issuer: string): Promise<void> {
  await fixture.writeAssociations("edge", "cart");
  await fixture.write(
    "eks-auth.yaml",
    `listen: { port: 0 }
credentials: { sts: { region: eu-west-1, endpoint: "${sts}" } }
clusters:
  - { name: edge, region: eu-west-1, accountId: "111122223333", issuer: "${issuer}", associations: edge.yaml }
`,
  );
}

/** Asks for a pod's credentials, and tells when the request has left. */
function ask(
  url: string,
  token: string,
): { readonly sent: Promise<unknown>; readonly status: Promise<number> } {
  const call = request(`${url}/clusters/edge/assume-role-for-pod-identity`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    agent: false,
  });
  const sent = once(call, "finish");
  const status = once(call, "response").then(([response]) => response.resume().statusCode);
  call.end(JSON.stringify({ token }));
  return { sent, status };
}

test("an STS that never answers costs a pod a 503 and no hang, and the log says why", async () => {
  const cluster = await fixture.startIssuer();
  await writeConfig(await startSts(() => {}), cluster.issuer);
  const { url, command } = await fixture.serve();
  await fixture.readKeys(url, cluster);
  await expect(assumeRole(url, "edge", await cluster.mintToken(pod))).rejects.toMatchObject({
    name: "ServiceUnavailableException",
    $metadata: { httpStatusCode: 503 },
  });
  await command.waitForError("STS did not answer AssumeRole");
  command.signal("SIGTERM");
  expect((await command.finish()).stderr).not.toContain("canary");
});

test("100 requests of one pod at once are one call of STS", async () => {
  const { promise: allWait, resolve: answer } = Promise.withResolvers<void>();
  let calls = 0;
  const sts = await startSts(async (_request, response) => {
    calls += 1;
    await allWait;
    response.end(session);
  });
  const cluster = await fixture.startIssuer();
  await writeConfig(sts, cluster.issuer);
  vi.stubEnv("NODE_OPTIONS", slowTime);
  const { url } = await fixture.serve();
  const token = await cluster.mintToken(pod);
  const requests = Array.from({ length: 100 }, () => ask(url, token));
  await Promise.all(requests.map(({ sent }) => sent));
  // Tokens are verified in turn: when those that came behind them are refused, all wait for STS.
  const forged = token.replace(/[^.]+$/, "Y2FuYXJ5");
  for (let round = 0; round < 5; round++) {
    expect(await ask(url, forged).status).toBe(400);
  }
  await expect.poll(() => calls).toBeGreaterThan(0);
  answer();
  const statuses = await Promise.all(requests.map(({ status }) => status));
  expect(new Set(statuses)).toEqual(new Set([200]));
  expect(calls).toBe(1);
});

const session = `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
<AssumedRoleUser><AssumedRoleId>AROAEXAMPLEROLEID0000:s</AssumedRoleId><Arn>arn:aws:sts::111122223333:assumed-role/cart/s</Arn></AssumedRoleUser>
<Credentials><AccessKeyId>ASIAIOSFODNN7EXAMPLE</AccessKeyId><SecretAccessKey>secret</SecretAccessKey><SessionToken>token</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>
</AssumeRoleResult><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></AssumeRoleResponse>`;
