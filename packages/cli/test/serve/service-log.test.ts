import { RawConnection } from "@eks-auth/test-kit/raw-connection";
import { runProgram } from "@eks-auth/test-kit/run-program";
import { expect, test, vi } from "vitest";
import { slowTime } from "../support/node-options.ts";
import { assumeRole, pod, ServeFixture } from "./support/serve-fixture.ts";

const fixture = new ServeFixture();

test("the log has who got credentials, and why others were refused, and no secret", async () => {
  const issuer = await fixture.startIssuer();
  await fixture.writeAssociations("edge", "cart");
  await fixture.writeConfig({ edge: issuer.issuer });
  vi.stubEnv("NODE_OPTIONS", slowTime);
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
    { level: "info", cluster: "edge", namespace: "shop", serviceAccount: "cart", msg: "credentials issued" },
    { level: "warn", cluster: "edge", answer: "InvalidTokenException", check: "signature", msg: "refused" },
    { level: "info", code: "stopping" },
    { level: "info", code: "stopped" },
  ]);
  const { secretAccessKey, sessionToken } = credentials ?? {};
  for (const secret of [...token.split("."), "Y2FuYXJ5", secretAccessKey, sessionToken]) {
    expect(stderr + stdout).not.toContain(secret);
  }
});

test("a flood of anonymous requests adds few lines, and hides no refusal of a pod", async () => {
  const issuer = await fixture.startIssuer();
  await fixture.writeAssociations("edge");
  await fixture.writeConfig({ edge: issuer.issuer });
  vi.stubEnv("NODE_OPTIONS", slowTime);
  const { url, command } = await fixture.serve();
  await fixture.readKeys(url, issuer);
  const flood = Array.from({ length: 300 }, (_, number) => {
    const cluster = number % 3 === 0 ? `c${number}` : "edge";
    const origin = number % 3 === 1 ? "https://attacker.example" : "http://localhost";
    return fetch(`${url}/clusters/${cluster}/assume-role-for-pod-identity`, {
      method: "POST",
      headers: { "content-type": "application/json", origin },
      body: '{"token":"a.b.c"}',
    });
  });
  const statuses = (await Promise.all(flood)).map(({ status }) => status);
  expect(new Set(statuses)).toEqual(new Set([404, 403, 400]));
  const token = await issuer.mintToken(pod);
  await expect(assumeRole(url, "edge", token)).rejects.toThrow("association");
  command.signal("SIGTERM");
  const { stderr } = await command.finish();
  const records = stderr
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  const count = (code: string) => records.filter((record) => record.code === code).length;
  expect(["cluster_not_found", "origin_not_allowed", "token_invalid"].map(count)).toEqual([10, 10, 10]);
  const counts = { cluster_not_found: 90, origin_not_allowed: 90, token_invalid: 90 };
  expect(records).toContainEqual(
    expect.objectContaining({ level: "warn", code: "lines_not_logged", authenticated: false, counts }),
  );
  expect(records).toContainEqual(
    expect.objectContaining({ code: "association_not_found", namespace: "shop", serviceAccount: "cart" }),
  );
});

test("an unexpected error is logged with its text, without secrets", async () => {
  const module = new URL("../../src/serve/service-log.ts", import.meta.url);
  const script = `
    const { ServiceLog } = await import("${module}");
    new ServiceLog("info").onError(new Error("The store sent eyJhbGciOiJSUzI1NiJ9.e30.x"), { requestId: "1" });`;
  const { stderr } = await runProgram(process.execPath, ["--input-type=module", "--eval", script]);
  expect(JSON.parse(stderr)).toMatchObject({
    code: "internal_error",
    requestId: "1",
    error: expect.stringMatching(/^Error: The store sent \[redacted\]\n +at /),
  });
});

test("the log says that a connection was closed because its address has too many", async () => {
  await fixture.write(
    "eks-auth.yaml",
    `listen: { port: 0, maxConnectionsPerAddress: 1 }
credentials: { embedded: { keyFile: session-key.pem } }
clusters: []
`,
  );
  const { url, command } = await fixture.serve();
  const port = Number(new URL(url).port);
  using first = await RawConnection.open(port);
  using second = await RawConnection.open(port);
  await first.waitForEnd();
  second.reset();
  command.signal("SIGTERM");
  expect((await command.finish()).stderr).toMatch(
    /"code":"too_many_connections","address":"127\.0\.0\.1",.*raise listen\.maxConnectionsPerAddress\./,
  );
});
