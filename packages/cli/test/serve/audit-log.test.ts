import { chmod, readFile, rename } from "node:fs/promises";
import type { DevCluster } from "@eks-auth/service/dev-cluster";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { failure, runInProcess } from "../support/run-in-process.ts";
import { assumeRole, pod, ServeFixture } from "./support/serve-fixture.ts";

const fixture = new ServeFixture(beforeAll, afterAll);
let cluster: DevCluster;

beforeAll(async () => {
  cluster = await fixture.startIssuer();
  await fixture.writeAssociations("edge", "cart");
});

async function configure(audit: string): Promise<void> {
  await fixture.writeConfig({ edge: cluster.issuer });
  const text = await readFile(fixture.configFile, "utf8");
  await fixture.write("eks-auth.yaml", `audit: ${audit}\n${text}`);
}

function parseLines(text: string): Record<string, unknown>[] {
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
}

const podFields = {
  cluster: "edge",
  clientAddress: "127.0.0.1",
  namespace: "shop",
  pod: "cart-0",
  podUid: expect.any(String),
  podNode: "dev-node",
  tokenId: expect.any(String),
  keyId: expect.any(String),
  requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
  time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
};

describe("eks-auth serve with an audit file", () => {
  it("records decisions on pods there, says when it can't, and goes on when it can", async () => {
    await configure("{ file: audit.jsonl }");
    const { url, command } = await fixture.serve();
    const token = await cluster.mintToken(pod);
    await fixture.readKeys(url, cluster);
    const { credentials } = await assumeRole(url, "edge", token);
    await expect(assumeRole(url, "edge", `${token}x`)).rejects.toMatchObject({
      name: "InvalidTokenException",
    });
    const path = `${fixture.folder}/audit.jsonl`;
    const lines = parseLines(await readFile(path, "utf8"));
    // The refusals of the fixture's requests for the keys: the last one had a valid token.
    expect(lines.slice(-2)).toEqual([
      {
        ...podFields,
        level: "warn",
        outcome: "refused",
        code: "association_not_found",
        answer: "ResourceNotFoundException",
        reason: "The service account shop/unknown has no association.",
        serviceAccount: "unknown",
        msg: "refused",
      },
      {
        ...podFields,
        level: "info",
        outcome: "granted",
        serviceAccount: "cart",
        association: expect.stringMatching(/^a-/),
        role: "arn:aws:iam::111122223333:role/cart",
        session: expect.stringMatching(/^eks-edge-cart-0-/),
        accessKeyId: credentials?.accessKeyId,
        expiration: expect.any(String),
        msg: "credentials issued",
      },
    ]);

    await chmod(path, 0o666);
    command.signal("SIGHUP");
    const unavailable = { name: "ServiceUnavailableException", $metadata: { httpStatusCode: 503 } };
    await expect
      .poll(() => assumeRole(url, "edge", token).catch((error) => error))
      .toMatchObject(unavailable);
    await command.waitForError(/"code":"audit_unavailable".*can be written by all users/);
    await rename(path, `${path}.1`);
    await expect.poll(() => assumeRole(url, "edge", token).catch(String)).toHaveProperty("credentials");
    await command.waitForError('"code":"audit_recovered"');
    const after = parseLines(await readFile(path, "utf8"));
    expect(after[0]).toMatchObject({ code: "log_lines_lost", lost: { grant: expect.any(Number) } });
    expect(after.at(-1)).toMatchObject({ outcome: "granted" });
    expect(command.stderr).not.toContain("credentials issued");
  });

  it("does not start if the file can't be used, and config check says so too", async () => {
    await configure("{ file: none/audit.jsonl }");
    const expected = failure(1, /audit\.file: \S+none can't be written \(ENOENT\)/);
    for (const command of [["serve"], ["config", "check"]]) {
      expect(await runInProcess(...command, "--config", fixture.configFile)).toMatchObject(expected);
    }
  });
});

it("eks-auth serve with callers records what authenticated callers get, and no request of others", async () => {
  const audience = "https://eks-auth.example.org";
  const agent = { namespace: "eks-auth", serviceAccount: "agent", pod: { name: "agent-0" } };
  await configure(
    `{ file: callers.jsonl }\ncallers: { serviceAccount: { audience: "${audience}", namespace: eks-auth, name: agent } }`,
  );
  const { url } = await fixture.serve();
  const token = await cluster.mintToken(pod);
  const callerToken = await cluster.mintToken({ ...agent, audience });
  const call = async (podToken: string, headers: Record<string, string>) => {
    const response = await fetch(`${url}/clusters/edge/assume-role-for-pod-identity`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify({ token: podToken }),
    });
    return response.status;
  };
  const asAgent = { "x-eks-auth-caller-token": callerToken };
  await expect.poll(() => call(token, asAgent)).toBe(200);
  for (let count = 0; count < 30; count++) {
    expect(await call(token, {})).toBe(403);
  }
  expect(await call(`${token}x`, asAgent)).toBe(400);
  const onOtherNode = await cluster.mintToken({ ...pod, node: "other-node" });
  expect(await call(onOtherNode, asAgent)).toBe(403);
  const lines = parseLines(await readFile(`${fixture.folder}/callers.jsonl`, "utf8"));
  const caller = {
    caller: "system:serviceaccount:eks-auth:agent",
    callerMethods: ["serviceAccount"],
    callerNode: "dev-node",
  };
  expect(lines.slice(-3)).toMatchObject([
    { ...caller, outcome: "granted", pod: "cart-0" },
    { ...caller, outcome: "refused", code: "token_invalid", check: "format" },
    { ...caller, outcome: "refused", code: "node_differs", pod: "cart-0", podNode: "other-node" },
  ]);
  expect(lines.every((line) => line.caller === caller.caller)).toBe(true);
});

it("eks-auth serve with the audit on standard output prints nothing else there", async () => {
  await configure("{ stdout: true }");
  const { command, url } = await fixture.serveWithoutText();
  await fixture.readKeys(url, cluster);
  await assumeRole(url, "edge", await cluster.mintToken(pod));
  command.signal("SIGTERM");
  const { stdout, exitCode } = await command.finish();
  expect(exitCode).toBe(0);
  expect(parseLines(stdout).map(({ outcome }) => outcome)).toEqual(["refused", "granted"]);
});
