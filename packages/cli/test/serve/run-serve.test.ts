import { once } from "node:events";
import { request } from "node:http";
import { stubOwnCredentials } from "@eks-auth/test-kit/aws-environment";
import { answerNothing, answerSuccess, FakeSts } from "@eks-auth/test-kit/fake-sts";
import { readSnippets } from "@eks-auth/test-kit/snippets";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { ConsoleState } from "../../src/console/api-types.ts";
import { EventReader } from "../dev/support/event-reader.ts";
import { slowTime } from "../support/node-options.ts";
import { failure, runInProcess } from "../support/run-in-process.ts";
import { assumeRole, pod, ServeFixture } from "./support/serve-fixture.ts";

const fixture = new ServeFixture();

/** A configuration of the cluster edge with these settings, in YAML. */
function configure(settings: string, credentials = "{ embedded: { keyFile: key.pem } }"): string {
  return `listen: { port: 0 }
credentials: ${credentials}
clusters:
  - { name: edge, region: eu-west-1, accountId: "111122223333", ${settings} }
`;
}

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

  test("has a console of its exchanges only if the configuration turns it on", async () => {
    const issuer = await fixture.startIssuer();
    await fixture.writeAssociations("edge", "cart");
    await fixture.writeConfig({ edge: issuer.issuer });
    const config = await fixture.read("eks-auth.yaml");
    const consoleOf = async (): Promise<{ url: string; console: string }> => {
      const { command, url } = await fixture.serve();
      const [admin = ""] = /(?<=admin {9})\S+(?=\/healthz)/.exec(command.stdout) ?? [];
      return { url, console: `${admin}/console/` };
    };
    expect((await fetch((await consoleOf()).console)).status).toBe(404);
    const [snippet] = readSnippets("docs/console.md").filter(({ language }) => language === "yaml");
    await fixture.write("eks-auth.yaml", `${snippet?.code}\n${config}`);
    const { url, console } = await consoleOf();
    await fixture.readKeys(url, issuer);
    await assumeRole(url, "edge", await issuer.mintToken(pod));
    const page = await fetch(console);
    expect(await page.text()).toContain("<!doctype html>");
    await using events = await EventReader.open(`${console}api/events`);
    const { mode, exchanges } = await events.next<ConsoleState>("state");
    expect(mode).toBe("serve");
    expect(exchanges.at(-1)).toMatchObject({
      outcome: "granted",
      pod: { name: "cart-0" },
      considered: { closest: [{ namespace: "shop", serviceAccount: "cart", verdict: "used" }] },
    });
  });

  test("applies changes of a cluster's associations", async () => {
    const issuer = await fixture.startIssuer();
    const token = await issuer.mintToken(pod);
    await fixture.writeAssociations("edge", "old");
    await fixture.writeConfig({ edge: issuer.issuer });
    const { url } = await fixture.serve();
    const call = () => assumedRole(url, token).catch(({ name }: Error) => name);
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
    await expect.poll(() => assumedRole(url, token)).toContain("/cart/");
    command.signal("SIGTERM");
    const { stderr, exitCode } = await command.finish();
    expect(exitCode).toBe(0);
    expect(stderr.match(/edge\.yaml:1: associations is/g)).toHaveLength(1);
  });

  test("goes on for every cluster if each file becomes a pipe, says so, and ends on SIGTERM", async () => {
    const edge = await fixture.startIssuer();
    const lab = await fixture.startIssuer();
    await fixture.writeAssociations("edge", "cart");
    await fixture.write("lab.json", await (await fetch(`${lab.issuer}/openid/v1/jwks`)).text());
    await fixture.write(
      "eks-auth.yaml",
      `${configure(`issuer: "${edge.issuer}", associations: edge.yaml`)}  - { name: lab, region: eu-west-1, accountId: "111122223333", issuer: "${lab.issuer}", keys: { file: lab.json }, associations: edge.yaml }\n`,
    );
    const { url, command } = await fixture.serve();
    const tokens = { edge: await edge.mintToken(pod), lab: await lab.mintToken(pod) };
    const call = async () => {
      await assumeRole(url, "lab", tokens.lab);
      await assumeRole(url, "edge", tokens.edge);
      return command.stderr;
    };
    await fixture.readKeys(url, edge);
    await call();
    for (const name of ["lab.json", "edge.yaml", "eks-auth.yaml"]) {
      await fixture.makePipe(name);
    }
    command.signal("SIGHUP");
    // The key file is looked at once a second, while requests come.
    for (const name of ["lab.json", "edge.yaml", "eks-auth.yaml"]) {
      await expect.poll(call).toMatch(new RegExp(`${name}\\S* (the file )?is a pipe`));
    }
    command.signal("SIGTERM");
    expect((await command.finish()).exitCode).toBe(0);
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
    await expect.poll(() => assumedRole(url, token)).toContain("/new/");
  });

  test.each([
    ["https://attacker.example", [403, null]],
    ["http://localhost:5173", [404, "cluster_not_found"]],
  ])("answers web pages of this machine, with the reason of a refusal: %s", async (origin, answer) => {
    await fixture.writeConfig({});
    const { url } = await fixture.serve();
    const { status, headers } = await fetch(`${url}/clusters/edge/assume-role-for-pod-identity`, {
      method: "POST",
      headers: { "content-type": "application/json", origin },
      body: '{"token":"a.b.c"}',
    });
    expect([status, headers.get("x-eks-auth-reason")]).toEqual(answer);
  });

  test.each([
    [
      "a session key that can't be created",
      "credentials: { embedded: { keyFile: none/key.pem } }\nclusters: []\n",
      /none\/key\.pem .*\(ENOENT\)/,
    ],
    [
      "an invalid CA file",
      configure('issuer: "https://a.example", keys: { caFile: eks-auth.yaml }, associations: edge.yaml'),
      /eks-auth\.yaml.*certificate.*PEM/,
    ],
    [
      "a state directory that does not exist",
      "stateDirectory: none\ncredentials: { embedded: { keyFile: key.pem } }\nclusters: []\n",
      /none.*state directory.*\(ENOENT\)/,
    ],
    [
      "a key file that does not exist",
      configure("issuer: lab, keys: { file: none.json }, associations: edge.yaml"),
      /none\.json.*\(ENOENT\)/,
    ],
    [
      "an association file in a folder that does not exist",
      configure('issuer: "https://a.example", associations: none/edge.yaml'),
      /none\/edge\.yaml.*\(ENOENT\)/,
    ],
  ])("does not start with %s, and says so", async (_what, text, message) => {
    await fixture.writeAssociations("edge");
    await fixture.write("eks-auth.yaml", text);
    const result = await runInProcess("serve", "--config", fixture.configFile);
    expect(result).toMatchObject(failure(1, message));
    expect(result.stderr).toMatch(/^error: /);
    expect(result.stderr).not.toMatch(/^ +at /m);
  });

  test("starts with an association file that does not exist yet, says so, and reads it when it is created", async () => {
    await fixture.write("eks-auth.yaml", configure('issuer: "https://a.example", associations: later.yaml'));
    const { command } = await fixture.serve();
    await command.waitForError(
      /"code":"associations_missing","cluster":"edge","msg":"[^"]*later\.yaml does not exist/,
    );
    await fixture.write("later.yaml", "associations: []\n");
    await command.waitForError(/"code":"associations_reloaded"/);
  });

  test("refuses another address than loopback without callers", async () => {
    await fixture.write(
      "eks-auth.yaml",
      "listen: { host: 0.0.0.0 }\ncredentials: { embedded: { keyFile: k } }\nclusters: []\n",
    );
    const result = await runInProcess("serve", "--config", fixture.configFile);
    expect(result).toMatchObject(
      failure(
        1,
        `error: ${fixture.configFile}:1: The service would listen on 0.0.0.0, but no callers are configured`,
      ),
    );
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
    const credentials = `{ sts: { region: eu-west-1, endpoint: "${sts.url}" } }`;
    await fixture.write(
      "eks-auth.yaml",
      configure(`issuer: "${issuer}", associations: edge.yaml`, credentials),
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

async function assumedRole(url: string, token: string): Promise<string | undefined> {
  return (await assumeRole(url, "edge", token)).assumedRoleUser?.arn;
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
