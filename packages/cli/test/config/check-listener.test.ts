import { chmod } from "node:fs/promises";
import { createCertificate, createSelfSignedCertificate } from "@eks-auth/test-kit/self-signed-certificate";
import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import { beforeEach, expect, test } from "vitest";
import { runInProcess } from "../support/run-in-process.ts";

const folder = useTempFolder("eks-auth-check-listener");
const root = createSelfSignedCertificate("root");
const server = createCertificate("server", root, { isAuthority: false });
const expired = createCertificate("expired", root, { validTo: new Date("2025-01-01T00:00:00Z") });

beforeEach(async () => {
  await folder.write("tls.crt", server.certificate);
  await chmod(await folder.write("tls.key", server.privateKey), 0o600);
  await folder.write("callers.pem", root.certificate);
});

function check(publicHosts: string) {
  return folder
    .write(
      "eks-auth.yaml",
      `listen: { host: "::", publicHosts: ${publicHosts}, tls: { certificateFile: tls.crt, keyFile: tls.key } }
callers:
  certificate: { caFile: callers.pem, callers: [{ name: edge, subject: "CN=edge", clusters: all }] }
credentials: { embedded: { keyFile: key.pem } }
clusters: []
`,
    )
    .then((path) => runInProcess("config", "check", "--config", path));
}

test("the address, the callers and the end of the certificate are shown", async () => {
  const { stdout, stderr, exitCode } = await check("[server.test, 127.0.0.1]");
  expect([exitCode, stderr]).toEqual([0, ""]);
  expect(stdout).toContain(`  address       https://[::]:8480
  callers       with a client certificate of ${folder.resolve("callers.pem")}: edge
  TLS           ${folder.resolve("tls.crt")}, valid until 2049-12-31T23:59:59.000Z
  admin         http://127.0.0.1:8481/healthz, /readyz and /metrics
`);
});

test("the EKS API is checked like the listener of agents", async () => {
  await chmod(
    await folder.write(
      "ci.json",
      '{"accessKeyId":"AKIAEXAMPLE000000001","secretAccessKey":"canary-secret-access-key-of-the-test"}',
    ),
    0o600,
  );
  const path = await folder.write(
    "eks-auth.yaml",
    `credentials: { embedded: { keyFile: key.pem } }
clusters: []
eksApi:
  host: "::"
  publicHosts: [server.test, other.test]
  tls: { certificateFile: tls.crt, keyFile: tls.key }
  callers:
    sigv4: { region: eu-west-1, callers: [{ name: ci, keyFiles: [ci.json], write: all }] }
    certificate: { caFile: callers.pem, callers: [{ name: audit, subject: "CN=audit", read: all }] }
`,
  );
  const usable = await runInProcess("config", "check", "--config", path);
  expect(usable.exitCode).toBe(0);
  expect(usable.stdout).toContain("  EKS API       https://[::]:8482 for ci, audit\n");
  expect(usable.stderr).toBe(
    `warning: ${folder.resolve("tls.crt")}: the certificate is not for the host other.test of eksApi.publicHosts.\n`,
  );
  await folder.write("tls.crt", expired.certificate);
  await folder.write("ci.json", "{}");
  const { stderr, exitCode } = await runInProcess("config", "check", "--config", path);
  expect(exitCode).toBe(1);
  expect(stderr).toContain("tls.crt: Its first certificate does not belong to the private key.");
  expect(stderr).toContain("ci.json");
  expect(stderr).not.toContain("canary");
});

test("public hosts that the certificate is not for are a warning", async () => {
  const { stderr, exitCode } = await check("[server.test, other.test, 192.0.2.1]");
  expect(exitCode).toBe(0);
  const message = (host: string) =>
    `warning: ${folder.resolve("tls.crt")}: the certificate is not for the host ${host} of listen.publicHosts.\n`;
  expect(stderr).toBe(message("other.test") + message("192.0.2.1"));
});

test.each([
  ["tls.crt", expired.certificate, "tls.crt: Its first certificate does not belong to the private key."],
  ["tls.key", "canary", "tls.crt: The file of the private key has none that can be used"],
  ["callers.pem", "canary", "callers.pem: There is no CA certificate"],
])("%s that can't be used is a problem", async (name, text, message) => {
  await folder.write(name, text);
  const { stderr, exitCode } = await check("[server.test]");
  expect(exitCode).toBe(1);
  expect(stderr).toContain(message);
  expect(stderr).not.toContain("canary");
});
