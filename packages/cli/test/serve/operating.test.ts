import { once } from "node:events";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { expect, test, vi } from "vitest";
import { assumeRole, pod, ServeFixture } from "./support/serve-fixture.ts";

const fixture = new ServeFixture();

/** The JSON lines of a log. */
function parseLog(stderr: string): Record<string, unknown>[] {
  return stderr
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}

/** The URL of the probes and metrics, as the start text says it. */
function adminUrlOf(stdout: string): string {
  return /admin +(http:\S+?)\/healthz/.exec(stdout)?.[1] ?? "";
}

test("probes, metrics and the log tell what the service does, from the start to the stop", async () => {
  const issuer = await fixture.startIssuer();
  await fixture.writeAssociations("edge", "cart");
  await fixture.writeConfig({ edge: issuer.issuer });
  const { url, command } = await fixture.serve();
  const admin = adminUrlOf(command.stdout);
  const get = async (path: string) => (await fetch(`${admin}${path}`)).text();
  expect(await get("/healthz")).toBe("ok\n");
  await expect.poll(() => get("/readyz")).toMatch(/^ready\n/);
  expect(await get("/readyz")).toContain("[+] keys of edge: ok\n");

  await assumeRole(url, "edge", await issuer.mintToken(pod));
  const token = await issuer.mintToken({ ...pod, serviceAccount: "unknown" });
  await expect(assumeRole(url, "edge", token)).rejects.toThrow();
  await expect(assumeRole(url, "none", token)).rejects.toThrow();
  await fetch(url, { headers: { origin: "https://attacker.example" } });
  const path = "/clusters/edge/assume-role-for-pod-identity";
  await fetch(`${url}${path}`, { method: "POST", headers: { origin: "https://attacker.example" } });
  const metrics = await get("/metrics");
  for (const line of [
    'eks_auth_requests_total{cluster="edge",outcome="granted",reason=""} 1',
    'eks_auth_requests_total{cluster="edge",outcome="refused",reason="association_not_found"} 1',
    'eks_auth_requests_total{cluster="unknown",outcome="refused",reason="cluster_not_found"} 1',
    'eks_auth_request_duration_seconds_count{code="200"} 1',
    'eks_auth_request_duration_seconds_count{code="404"} 3',
    'eks_auth_rejected_callers_total{code="origin_not_allowed"} 1',
    'eks_auth_key_fetch_duration_seconds_count{cluster="edge",outcome="success"} 1',
    'eks_auth_associations{cluster="edge"} 1',
    "eks_auth_requests_in_flight 0",
  ]) {
    expect(metrics.split("\n")).toContain(line);
  }

  command.signal("SIGTERM");
  const { stderr, exitCode } = await command.finish();
  expect(exitCode).toBe(0);
  const log = parseLog(stderr);
  expect(log[0]).toMatchObject({ level: "info", code: "started", url, adminUrl: admin });
  expect(log.slice(-2)).toMatchObject([
    { level: "info", code: "stopping", signal: "SIGTERM" },
    { level: "info", code: "stopped" },
  ]);
});

test("a service that stops is not ready, and answers requests in flight", async () => {
  await fixture.writeConfig({});
  const { url, command } = await fixture.serve();
  const admin = adminUrlOf(command.stdout);
  expect((await fetch(`${admin}/readyz`)).status).toBe(200);
  const socket = connect(Number(new URL(url).port), "127.0.0.1").setEncoding("latin1");
  const path = "/clusters/edge/assume-role-for-pod-identity";
  const body = '{"token":"a.b.c"}';
  const head = `POST ${path} HTTP/1.1\r\nhost: localhost\r\nexpect: 100-continue\r\n`;
  socket.write(`${head}content-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`);
  const [interim] = await once(socket, "data");
  expect(interim).toMatch(/^HTTP\/1\.1 100 /);
  command.signal("SIGTERM");
  await command.waitForError('"stopping"');
  const readiness = await fetch(`${admin}/readyz`);
  expect(readiness.status).toBe(503);
  expect(await readiness.text()).toContain("[-] stopping: yes\n");
  expect((await fetch(`${admin}/healthz`)).status, "it must not be killed").toBe(200);
  await expect(fetch(url)).rejects.toThrow();
  socket.write(body);
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 404 /);
  expect((await command.finish()).exitCode).toBe(0);
});

test("SIGHUP does not end a service that starts", async () => {
  await fixture.writeConfig({});
  const sendHangup = `process.on("newListener",(name)=>name==="SIGTERM"&&setImmediate(()=>process.kill(process.pid,"SIGHUP")))`;
  vi.stubEnv("NODE_OPTIONS", `--import data:text/javascript,${encodeURIComponent(sendHangup)}`);
  const { command } = await fixture.serve();
  command.signal("SIGTERM");
  expect((await command.finish()).exitCode).toBe(0);
});

test("the admin port can be turned off", async () => {
  const config = "listen: { port: 0 }\ncredentials: { embedded: { keyFile: key.pem } }\nclusters: []\n";
  await fixture.write("eks-auth.yaml", `admin: { enabled: false }\n${config}`);
  const { command } = await fixture.serve();
  expect(command.stdout).toContain("admin         none");
});
