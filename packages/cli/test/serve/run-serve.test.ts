import { once } from "node:events";
import { request } from "node:http";
import { stubOwnCredentials } from "@eks-auth/test-kit/aws-environment";
import { answerNothing, answerSuccess, FakeSts } from "@eks-auth/test-kit/fake-sts";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { slowTime } from "../support/node-options.ts";
import { runInProcess } from "../support/run-in-process.ts";
import { assumeRole, pod, ServeFixture } from "./support/serve-fixture.ts";

const fixture = new ServeFixture();

describe("eks-auth serve", () => {
  test("answers tokens of an issuer that is configured while it runs", async () => {
    await fixture.writeConfig({});
    const { url } = await fixture.serve();
    const issuer = await fixture.startIssuer();
    const token = await issuer.mintToken(pod);
    await expect(assumeRole(url, "edge", token)).rejects.toMatchObject({ name: "ResourceNotFoundException" });

    await fixture.writeAssociations("edge", "cart");
    await fixture.writeConfig({ edge: issuer.issuer });
    await expect
      .poll(() => assumeRole(url, "edge", token))
      .toMatchObject({
        subject: { namespace: "shop", serviceAccount: "cart" },
        assumedRoleUser: {
          arn: expect.stringContaining("arn:aws:sts::111122223333:assumed-role/cart/eks-edge-cart-0-"),
        },
      });
  });

  test("applies changes of a cluster's associations", async () => {
    const issuer = await fixture.startIssuer();
    const token = await issuer.mintToken(pod);
    await fixture.writeAssociations("edge", "old");
    await fixture.writeConfig({ edge: issuer.issuer });
    const { url } = await fixture.serve();
    const call = () =>
      assumeRole(url, "edge", token).then(
        ({ assumedRoleUser }) => assumedRoleUser?.arn,
        ({ name }: Error) => name,
      );
    await fixture.readKeys(url, issuer);
    await expect.poll(call).toContain("/old/");
    await fixture.writeAssociations("edge", "new");
    await expect.poll(call).toContain("/new/");
    await fixture.writeAssociations("edge");
    await expect.poll(call).toBe("ResourceNotFoundException");
  });

  test("keeps the last valid content of a file that can't be used any more, and logs that once", async () => {
    const issuer = await fixture.startIssuer();
    const token = await issuer.mintToken(pod);
    await fixture.writeAssociations("edge", "cart");
    await fixture.writeConfig({ edge: issuer.issuer });
    const { url, command } = await fixture.serve();
    await fixture.readKeys(url, issuer);
    await fixture.write("eks-auth.yaml", "clusters: none\n");
    await command.waitForError("eks-auth.yaml:1: clusters is");
    await fixture.write("edge.yaml", "associations: none\n");
    await command.waitForError("edge.yaml:1: associations is");
    await expect
      .poll(async () => (await assumeRole(url, "edge", token)).assumedRoleUser?.arn)
      .toContain("/cart/");
    command.signal("SIGTERM");
    const { stderr, exitCode } = await command.finish();
    expect(exitCode).toBe(0);
    expect(stderr.match(/edge\.yaml:1: associations is/g)).toHaveLength(1);
  });

  test("reloads all files at once on SIGHUP", async () => {
    const issuer = await fixture.startIssuer();
    const token = await issuer.mintToken(pod);
    await fixture.writeAssociations("edge", "old");
    await fixture.writeConfig({ edge: issuer.issuer });
    // It checks its files only every 50 s.
    vi.stubEnv("NODE_OPTIONS", slowTime);
    const { url, command } = await fixture.serve();
    await fixture.writeAssociations("edge", "new");
    command.signal("SIGHUP");
    // It logs when it has reloaded the configuration.
    await command.waitForError("\n");
    // The associations follow.
    await expect
      .poll(async () => (await assumeRole(url, "edge", token)).assumedRoleUser?.arn)
      .toContain("/new/");
  });

  test("rejects a foreign Host or Origin, which a web page would send, and accepts a page of this machine", async () => {
    await fixture.writeConfig({});
    const { url } = await fixture.serve();
    const post = (headers: Readonly<Record<string, string>>) =>
      postToken(`${url}/clusters/edge/assume-role-for-pod-identity`, headers);
    expect(await post({ host: "attacker.example" })).toBe(403);
    expect(await post({ origin: "https://attacker.example" })).toBe(403);
    expect(await post({ origin: "null" })).toBe(403);
    expect(await post({ origin: "http://localhost:5173" })).toBe(404);
  });

  test("sends the reason of a refusal to callers on this machine", async () => {
    await fixture.writeConfig({});
    const { url } = await fixture.serve();
    const { status, headers } = await fetch(`${url}/clusters/edge/assume-role-for-pod-identity`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: '{"token":"a.b.c"}',
    });
    expect([status, headers.get("x-eks-auth-reason")]).toEqual([404, "cluster_not_found"]);
  });

  test.each([
    [
      "a session key that can't be created",
      "credentials: { embedded: { keyFile: none/key.pem } }\nclusters: []\n",
      /none\/key\.pem .*\(ENOENT\)/,
    ],
    [
      "an invalid CA file",
      `credentials: { embedded: { keyFile: key.pem } }
clusters:
  - { name: edge, region: eu-west-1, accountId: "111122223333", issuer: "https://a.example", keys: { caFile: eks-auth.yaml }, associations: edge.yaml }
`,
      /eks-auth\.yaml.*certificate.*PEM/,
    ],
    [
      "a state directory that does not exist",
      "stateDirectory: none\ncredentials: { embedded: { keyFile: key.pem } }\nclusters: []\n",
      /none.*state directory.*\(ENOENT\)/,
    ],
    [
      "a key file that does not exist",
      `credentials: { embedded: { keyFile: key.pem } }
clusters:
  - { name: edge, region: eu-west-1, accountId: "111122223333", issuer: lab, keys: { file: none.json }, associations: edge.yaml }
`,
      /none\.json.*\(ENOENT\)/,
    ],
    [
      "an association file that does not exist",
      `credentials: { embedded: { keyFile: key.pem } }
clusters:
  - { name: edge, region: eu-west-1, accountId: "111122223333", issuer: "https://a.example", associations: none.yaml }
`,
      /none\.yaml.*\(ENOENT\)/,
    ],
  ])("does not start with %s, and says so", async (_what, text, message) => {
    await fixture.writeAssociations("edge");
    await fixture.write("eks-auth.yaml", text);
    const { exitCode, stderr } = await runInProcess("serve", "--config", fixture.configFile);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(/^error: /);
    expect(stderr).not.toMatch(/^ +at /m);
  });

  test("refuses a configuration file with another address than loopback", async () => {
    await fixture.write(
      "eks-auth.yaml",
      "listen: { host: 0.0.0.0 }\ncredentials: { embedded: { keyFile: k } }\nclusters: []\n",
    );
    const { exitCode, stderr } = await runInProcess("serve", "--config", fixture.configFile);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`error: ${fixture.configFile}:1: listen.host is "0.0.0.0"`);
    expect(stderr).toContain("loopback address");
  });
});

describe("eks-auth serve with STS", () => {
  let sts: FakeSts;

  beforeEach(async () => {
    sts = await FakeSts.start();
    stubOwnCredentials();
  });
  afterEach(() => sts.stop());

  async function writeConfig(issuer: string): Promise<void> {
    await fixture.writeAssociations("edge", "cart");
    await fixture.write(
      "eks-auth.yaml",
      `listen: { port: 0 }
credentials: { sts: { region: eu-west-1, endpoint: "${sts.url}" } }
clusters:
  - { name: edge, region: eu-west-1, accountId: "111122223333", issuer: "${issuer}", associations: edge.yaml }
`,
    );
  }

  test("answers 503 if STS does not answer, and logs the reason", async () => {
    sts.answer = answerNothing;
    const cluster = await fixture.startIssuer();
    await writeConfig(cluster.issuer);
    const { url, command } = await fixture.serve();
    await fixture.readKeys(url, cluster);
    await expect(assumeRole(url, "edge", await cluster.mintToken(pod))).rejects.toMatchObject({
      name: "ServiceUnavailableException",
      $metadata: { httpStatusCode: 503 },
    });
    await command.waitForError(/"answer":"ServiceUnavailableException".*AssumeRole/);
    command.signal("SIGTERM");
    expect((await command.finish()).stderr).not.toContain("canary");
  });

  test("calls STS once for 100 simultaneous requests of a pod", async () => {
    const { promise: allWait, resolve: answer } = Promise.withResolvers<void>();
    sts.answer = async (...call) => {
      await allWait;
      answerSuccess(...call);
    };
    const cluster = await fixture.startIssuer();
    await writeConfig(cluster.issuer);
    vi.stubEnv("NODE_OPTIONS", slowTime);
    const { url } = await fixture.serve();
    const token = await cluster.mintToken(pod);
    const requests = Array.from({ length: 100 }, () => send(url, token));
    await Promise.all(requests.map(({ sent }) => sent));
    // Tokens are verified in turn: when those that were sent later are refused, all earlier ones wait for STS.
    const forged = token.replace(/[^.]+$/, "Y2FuYXJ5");
    for (let round = 0; round < 5; round++) {
      expect(await send(url, forged).status).toBe(400);
    }
    await expect.poll(() => sts.calls.length).toBeGreaterThan(0);
    answer();
    const statuses = await Promise.all(requests.map(({ status }) => status));
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(sts.calls).toHaveLength(1);
  });
});

/** Sends a request that is refused, with headers that fetch does not allow. */
function postToken(url: string, headers: Readonly<Record<string, string>>): Promise<number | undefined> {
  const body = JSON.stringify({ token: "a.b.c" });
  return new Promise((resolve, reject) => {
    request(
      url,
      { method: "POST", headers: { "content-type": "application/json", ...headers } },
      (response) => {
        response.resume();
        resolve(response.statusCode);
      },
    )
      .on("error", reject)
      .end(body);
  });
}

/** Sends a pod's request; `sent` resolves when it has been sent. */
function send(
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
