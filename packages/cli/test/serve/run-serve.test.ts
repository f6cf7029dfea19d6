import { request } from "node:http";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { runEksAuth } from "../eks-auth-command.ts";
import { assumeRole, pod, ServeFixture, slowTime } from "./support/serve-fixture.ts";

let fixture: ServeFixture;

beforeEach(async () => {
  fixture = await ServeFixture.make();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await fixture.stop();
});

describe("eks-auth serve", () => {
  test("answers tokens of an issuer that was configured a moment ago, without a restart", async () => {
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

  test("follows a cluster's associations", async () => {
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
    expect(await call()).toContain("/old/");
    await fixture.writeAssociations("edge", "new");
    await expect.poll(call).toContain("/new/");
    await fixture.writeAssociations("edge");
    await expect.poll(call).toBe("ResourceNotFoundException");
  });

  test("keeps what it had where a new file can't be used, and says so once", async () => {
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
    expect((await assumeRole(url, "edge", token)).assumedRoleUser?.arn).toContain("/cart/");
    command.signal("SIGTERM");
    const { stderr, exitCode } = await command.finish();
    expect(exitCode).toBe(0);
    expect(stderr.match(/edge\.yaml:1: associations is/g)).toHaveLength(1);
  });

  test("reads everything again at once on SIGHUP", async () => {
    const issuer = await fixture.startIssuer();
    const token = await issuer.mintToken(pod);
    await fixture.writeAssociations("edge", "old");
    await fixture.writeConfig({ edge: issuer.issuer });
    // It looks at its files every 50 s.
    vi.stubEnv("NODE_OPTIONS", slowTime);
    const { url, command } = await fixture.serve();
    await fixture.writeAssociations("edge", "new");
    command.signal("SIGHUP");
    await command.waitForError("read again");
    // The associations follow the configuration.
    await expect
      .poll(async () => (await assumeRole(url, "edge", token)).assumedRoleUser?.arn)
      .toContain("/new/");
  });

  test("tells its log who got what, and why others were refused, and no secret", async () => {
    const issuer = await fixture.startIssuer();
    await fixture.writeAssociations("edge", "cart");
    await fixture.writeConfig({ edge: issuer.issuer });
    const { url, command } = await fixture.serve();
    await fixture.readKeys(url, issuer);
    const token = await issuer.mintToken(pod);
    const { credentials } = await assumeRole(url, "edge", token);
    const [header, payload] = token.split(".");
    const forged = `${header}.${payload}.Y2FuYXJ5`;
    await expect(assumeRole(url, "edge", forged)).rejects.toMatchObject({
      name: "InvalidTokenException",
      message: "The token is not valid.",
    });
    command.signal("SIGTERM");
    const { stderr, stdout, exitCode } = await command.finish();
    expect(exitCode).toBe(0);
    const records = stderr
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    const afterKeys = records.findLastIndex(({ answer }) => answer === "ResourceNotFoundException") + 1;
    expect(records.slice(afterKeys)).toMatchObject([
      {
        level: "info",
        cluster: "edge",
        namespace: "shop",
        serviceAccount: "cart",
        msg: "credentials issued",
      },
      { level: "warn", cluster: "edge", answer: "InvalidTokenException", check: "signature", msg: "refused" },
    ]);
    for (const secret of [
      ...token.split("."),
      "Y2FuYXJ5",
      credentials?.secretAccessKey,
      credentials?.sessionToken,
    ]) {
      expect(stderr + stdout).not.toContain(secret);
    }
  });

  test.each([
    ["Host", { host: "attacker.example" }],
    ["Origin", { origin: "https://attacker.example" }],
    ["opaque Origin", { origin: "null" }],
  ])("refuses a foreign %s, which a web page would send", async (_what, headers) => {
    await fixture.writeConfig({});
    const { url } = await fixture.serve();
    expect(await post(`${url}/clusters/edge/assume-role-for-pod-identity`, headers)).toBe(403);
  });

  test("lets a page of this machine call", async () => {
    await fixture.writeConfig({});
    const { url } = await fixture.serve();
    const status = await post(`${url}/clusters/edge/assume-role-for-pod-identity`, {
      origin: "http://localhost:5173",
    });
    expect(status).toBe(404);
  });

  test.each([
    ["--host", "0.0.0.0"],
    ["--host", "10.0.0.1"],
    ["--host", "example.org"],
  ])("refuses %s %s, for callers are not authenticated", async (...args) => {
    await fixture.writeConfig({});
    const { exitCode, stderr } = await runEksAuth("serve", "--config", fixture.configFile, ...args);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("it must be a loopback address: 127.0.0.1, ::1 or localhost");
  });

  test.each([
    [
      "a session key that can't be made",
      "credentials: { embedded: { keyFile: none/key.pem } }\nclusters: []\n",
      "none/key.pem can't be made (ENOENT). Its directory must exist, and this process must be allowed to.",
    ],
    [
      "certificates that are none",
      `credentials: { embedded: { keyFile: key.pem } }
clusters:
  - { name: edge, region: eu-west-1, accountId: "111122223333", issuer: "https://a.example", keys: { caFile: eks-auth.yaml }, associations: edge.yaml }
`,
      "eks-auth.yaml:1: The issuer's authority has no certificate; it must be PEM.",
    ],
    [
      "a state directory that isn't there",
      "stateDirectory: none\ncredentials: { embedded: { keyFile: key.pem } }\nclusters: []\n",
      "none: the state directory can't be written (ENOENT). Check that it is there, a directory, and that this process may write to it.",
    ],
    [
      "a file of keys that isn't there",
      `credentials: { embedded: { keyFile: key.pem } }
clusters:
  - { name: edge, region: eu-west-1, accountId: "111122223333", issuer: lab, keys: { file: none.json }, associations: edge.yaml }
`,
      "none.json can't be read (ENOENT). Check that it is there and that this process may read it.",
    ],
    [
      "associations that aren't there",
      `credentials: { embedded: { keyFile: key.pem } }
clusters:
  - { name: edge, region: eu-west-1, accountId: "111122223333", issuer: "https://a.example", associations: none.yaml }
`,
      "none.yaml: the file can't be read (ENOENT). Check that it is there and that this process may read it.",
    ],
  ])("doesn't start with %s, and says what to do", async (_what, text, message) => {
    await fixture.writeAssociations("edge");
    await fixture.write("eks-auth.yaml", text);
    const { exitCode, stderr } = await runEksAuth("serve", "--config", fixture.configFile);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/^ +at /m);
  });

  test("refuses a configuration file that names another address", async () => {
    await fixture.write(
      "eks-auth.yaml",
      "listen: { host: 0.0.0.0 }\ncredentials: { embedded: { keyFile: k } }\nclusters: []\n",
    );
    const { exitCode, stderr } = await runEksAuth("serve", "--config", fixture.configFile);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(
      `error: ${fixture.configFile}:1: listen.host is "0.0.0.0"; it must be a loopback address`,
    );
  });
});

function post(url: string, headers: Readonly<Record<string, string>>): Promise<number | undefined> {
  const body = JSON.stringify({ token: "a.b.c" });
  // fetch sets the Host header itself; node:http lets us name another.
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
