import { chmod } from "node:fs/promises";
import { createSelfSignedCertificate } from "@eks-auth/test-kit/self-signed-certificate";
import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { ListenOverrides } from "../../src/config/load-config.ts";
import {
  type ConfiguredService,
  openConfiguredService,
} from "../../src/configured-service/configured-service.ts";
import type { LogEvent } from "../../src/logging/log-event.ts";

const folder = useTempFolder("eks-auth-configured-listen");
const { certificate, privateKey } = createSelfSignedCertificate("server");
const rest = "credentials: { embedded: { keyFile: session-key.pem } }\nclusters: []\n";
const callers = `callers:
  certificate:
    caFile: ca.pem
    callers: []
`;
const listen = `listen:
  host: 0.0.0.0
  publicHosts: [a.example]
  tls: { certificateFile: tls.crt, keyFile: tls.key }
`;
let events: LogEvent[];
let service: ConfiguredService | undefined;

beforeEach(async () => {
  events = [];
  await folder.write("tls.crt", certificate);
  await folder.write("ca.pem", certificate);
  await chmod(await folder.write("tls.key", privateKey), 0o600);
});
afterEach(() => {
  service?.close();
  service = undefined;
});

async function open(text: string, overrides?: ListenOverrides): Promise<ConfiguredService> {
  const hooks = {
    onDecision() {},
    onRejectedCaller() {},
    onLogEvent(event: LogEvent) {
      events.push(event);
    },
  };
  service = await openConfiguredService(await folder.write("eks-auth.yaml", text + rest), hooks, overrides);
  return service;
}

test("the address of an option replaces that of the file, and follows the same rules", async () => {
  const { config } = await open("listen: { host: 0.0.0.0, port: 1 }\n", { host: "127.0.0.1" });
  expect(config.listen).toMatchObject({ host: "127.0.0.1", port: 1 });
  await expect(open("listen: { port: 1 }\n", { host: "192.0.2.1", port: 2 })).rejects.toThrow(
    "eks-auth.yaml:1: The service would listen on 192.0.2.1, but no callers are configured",
  );
  await expect(open("", { host: "192.0.2.1" })).rejects.toThrow("eks-auth.yaml:1: The service would listen");
});

test("callers can't be removed while the service listens on the network, also if the file changes its address", async () => {
  const { reload } = await open(listen + callers);
  await folder.write("eks-auth.yaml", `listen: { host: 127.0.0.1 }\n${rest}`);
  await reload();
  expect(service?.config.callers).toBeDefined();
  expect(events).toMatchObject([
    {
      code: "config_rejected",
      message: expect.stringContaining("has no callers any more."),
    },
  ]);
  await folder.write(
    "eks-auth.yaml",
    listen + callers.replace("[]", '[{ name: a, subject: "CN=a", clusters: all }]') + rest,
  );
  await reload();
  expect(service?.config.callers?.certificate?.callers).toHaveLength(1);
});

test("TLS files that can't be used stop the start, and a reload keeps the old ones", async () => {
  await folder.write("bad.crt", "none");
  await expect(open(listen.replace("tls.crt", "bad.crt") + callers)).rejects.toThrow(
    "bad.crt: It has no certificate: it must be PEM, with BEGIN CERTIFICATE.",
  );
  const { reload, tls } = await open(listen + callers);
  const before = tls?.content;
  expect(before?.callers?.pem).toHaveLength(1);
  await folder.write("eks-auth.yaml", listen.replace("tls.crt", "bad.crt") + callers + rest);
  await reload();
  expect(tls?.content).toBe(before);
  expect(service?.config.listen.tls?.certificateFile).toBe(folder.resolve("tls.crt"));
  expect(events).toMatchObject([
    { code: "config_rejected", message: expect.stringContaining("bad.crt: It") },
  ]);
});

test("other TLS files and public hosts take effect without a restart", async () => {
  const other = createSelfSignedCertificate("other");
  await folder.write("other.crt", other.certificate);
  await chmod(await folder.write("other.key", other.privateKey), 0o600);
  const { reload, tls } = await open(listen + callers);
  const changed = listen.replaceAll("tls.", "other.").replace("a.example", "b.example");
  await folder.write("eks-auth.yaml", changed + callers + rest);
  await reload();
  expect(tls?.content.server.certificate.subject).toBe("CN=other");
  expect(events.map(({ code }) => code)).toEqual(["tls_reloaded", "config_reloaded"]);
});

test("a new authority and the new callers take effect together", async () => {
  await folder.write("other-ca.pem", createSelfSignedCertificate("other-ca").certificate);
  const { reload, tls } = await open(listen + callers);
  const seen: (string | undefined)[] = [];
  tls?.subscribe(() => seen.push(service?.config.callers?.certificate?.caFile));
  await folder.write("eks-auth.yaml", listen + callers.replace("ca.pem", "other-ca.pem") + rest);
  await reload();
  expect(seen).toEqual([folder.resolve("ca.pem"), folder.resolve("other-ca.pem")]);
});
