import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { assumeRole, pod, ServeFixture } from "./serve-fixture.ts";

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

test("an STS that never answers costs a pod a 503 and no hang, and the log says why", async () => {
  const { issuer, mintToken } = await fixture.startIssuer();
  await writeConfig(await startSts(() => {}), issuer);
  const { url, command } = await fixture.serve();
  await expect(assumeRole(url, "edge", await mintToken(pod))).rejects.toMatchObject({
    name: "ServiceUnavailableException",
    $metadata: { httpStatusCode: 503 },
  });
  await command.waitForError("STS did not answer AssumeRole");
  command.signal("SIGTERM");
  expect((await command.finish()).stderr).not.toContain("canary");
});

test("100 requests of one pod at once are one call of STS", async () => {
  let calls = 0;
  const sts = await startSts((_request, response) => {
    calls += 1;
    setTimeout(() => response.end(session), 600);
  });
  const { issuer, mintToken } = await fixture.startIssuer();
  await writeConfig(sts, issuer);
  const { url } = await fixture.serve();
  const token = await mintToken(pod);
  // The keys are read by the first request; a call of another pod's has them there.
  await assumeRole(url, "edge", await mintToken({ ...pod, pod: { name: "cart-1" } }));
  calls = 0;
  const answers = await Promise.all(
    Array.from({ length: 100 }, async () => {
      const response = await fetch(`${url}/clusters/edge/assume-role-for-pod-identity`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ token }),
      });
      return response.status;
    }),
  );
  expect(new Set(answers)).toEqual(new Set([200]));
  expect(calls).toBe(1);
});

const session = `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
<AssumedRoleUser><AssumedRoleId>AROAEXAMPLEROLEID0000:s</AssumedRoleId><Arn>arn:aws:sts::111122223333:assumed-role/cart/s</Arn></AssumedRoleUser>
<Credentials><AccessKeyId>ASIAIOSFODNN7EXAMPLE</AccessKeyId><SecretAccessKey>secret</SecretAccessKey><SessionToken>token</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>
</AssumeRoleResult><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></AssumeRoleResponse>`;
