import { X509Certificate } from "node:crypto";
import { randomRuns } from "@eks-auth/test-kit/random-runs";
import { createCertificate, createSelfSignedCertificate } from "@eks-auth/test-kit/self-signed-certificate";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { CertificateEvent } from "../../src/certificates/certificate-event.ts";
import {
  CertificateManager,
  type CertificateManagerOptions,
} from "../../src/certificates/certificate-manager.ts";
import { FakeObjects, type StoredObject } from "./fake-objects.ts";

const hour = 3_600_000;
const day = 24 * hour;
const names = {
  namespace: "eks-auth",
  caSecret: "eks-auth-ca",
  caConfigMap: "eks-auth-ca",
  webhookConfiguration: "eks-auth",
  tlsSecrets: [
    { name: "eks-auth-webhook-tls", dnsNames: ["eks-auth-webhook.eks-auth.svc"] },
    { name: "eks-auth-serve-tls", dnsNames: ["eks-auth-serve.eks-auth.svc"] },
  ],
  servingSecret: "eks-auth-webhook-tls",
};
const keys = {
  ca: "secrets/eks-auth-ca",
  configMap: "configmaps/eks-auth-ca",
  webhooks: "mutatingwebhookconfigurations/eks-auth",
  webhook: "secrets/eks-auth-webhook-tls",
  serve: "secrets/eks-auth-serve-tls",
};
const pace = { intervalMs: 1, jitterMs: 1, retryMs: 1 };

const running: CertificateManager[] = [];
/** What the running managers use, in the same order. */
const clients: ReturnType<FakeObjects["forClient"]>[] = [];
let objects: FakeObjects;
let events: CertificateEvent[];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2026, 0, 1) });
  objects = new FakeObjects();
  events = [];
  objects.put(keys.webhooks, { metadata: { name: "eks-auth" }, webhooks: [{ clientConfig: {} }] });
});
afterEach(async () => {
  await stopAll();
  vi.useRealTimers();
});

async function stopAll(): Promise<void> {
  clients.length = 0;
  await Promise.all(running.splice(0).map((manager) => manager.close()));
}

function start(options: Partial<CertificateManagerOptions> = {}): CertificateManager {
  const onEvent = (event: CertificateEvent) => events.push(event);
  const apiServer = objects.forClient();
  const manager = CertificateManager.start({ ...names, apiServer, onEvent, pace, ...options });
  clients.push(apiServer);
  running.push(manager);
  return manager;
}

/** Waits until every manager has looked at everything twice, and none has written since. */
async function settle(): Promise<void> {
  const look = () => ({ writes: objects.writes.length, reads: clients.map(({ reads }) => reads) });
  let since = look();
  while (clients.some(({ reads }, index) => reads < (since.reads[index] ?? 0) + 15)) {
    await new Promise((resolve) => setTimeout(resolve, 1));
    if (objects.writes.length !== since.writes) {
      since = look();
    }
  }
}

/** The certificates of the tests by their PEM. Parsing them each time would take most of the time of the tests. */
const parsedCertificates = new Map<string, X509Certificate>();

function parse(pem: string): X509Certificate {
  const parsed = parsedCertificates.get(pem) ?? new X509Certificate(pem);
  parsedCertificates.set(pem, parsed);
  return parsed;
}

function listAuthorities(pem: string): X509Certificate[] {
  return (pem.match(/-----BEGIN[^-]*-----[^-]*-----END[^-]*-----/g) ?? []).map(parse);
}

function listFingerprints(pem: string): string[] {
  return listAuthorities(pem).map(({ fingerprint256 }) => fingerprint256);
}

/** For each certificate the authorities that signed it, and those that did not. */
const signers = new Map<X509Certificate, Map<X509Certificate, boolean>>();

function isSignedBy(certificate: X509Certificate, authority: X509Certificate): boolean {
  const known = signers.get(certificate) ?? new Map<X509Certificate, boolean>();
  signers.set(certificate, known);
  const isSigned = known.get(authority) ?? certificate.verify(authority.publicKey);
  known.set(authority, isSigned);
  return isSigned;
}

function readBundles(): string[] {
  const { webhooks = [] } = objects.objects.get(keys.webhooks) ?? {};
  return [
    objects.objects.get(keys.configMap)?.data?.["ca.crt"] ?? "",
    ...webhooks.map(({ clientConfig }) => Buffer.from(clientConfig.caBundle ?? "", "base64").toString()),
  ];
}

/** Whether a client that trusts a bundle accepts a certificate now. Clients of TLS use the real clock. */
function isAccepted(certificate: string, bundle: string, dnsName: string): boolean {
  const parsed = parse(certificate);
  const now = new Date();
  return (
    parsed.checkHost(dnsName) !== undefined &&
    parsed.validFromDate <= now &&
    now < parsed.validToDate &&
    listAuthorities(bundle).some((authority) => authority.validToDate > now && isSignedBy(parsed, authority))
  );
}

function expectGood(): void {
  for (const { name, dnsNames } of names.tlsSecrets) {
    const { "tls.crt": certificate = "" } = objects.secret(name);
    for (const bundle of readBundles()) {
      expect(isAccepted(certificate, bundle, dnsNames[0] ?? "")).toBe(true);
    }
  }
}

describe("three replicas", () => {
  it("make each object once, show the same certificate, and then write nothing", async () => {
    const managers = [start(), start(), start()];
    await settle();
    expect([...objects.writes].sort()).toEqual(
      [
        `create ${keys.configMap}`,
        `create ${keys.ca}`,
        `create ${keys.serve}`,
        `create ${keys.webhook}`,
        `patch ${keys.webhooks}`,
      ].sort(),
    );
    expectGood();
    const { "tls.crt": certificate, "tls.key": privateKey } = objects.secret("eks-auth-webhook-tls");
    for (const { current } of managers) {
      expect(current).toMatchObject({ certificate, privateKey });
    }
    expect(objects.objects.get(keys.webhook)?.type).toBe("kubernetes.io/tls");
    vi.setSystemTime(Date.now() + 19 * day);
    await settle();
    expect(objects.writes).toHaveLength(5);
    expect(JSON.stringify(events)).not.toContain("PRIVATE KEY");
  });

  it("renew everything for months, and clients with a bundle of the last 23 hours accept every certificate", async () => {
    const lifetimes = { authorityMs: 20 * day, servingMs: 3 * day, publicationMs: day, backdatingMs: hour };
    const managers = [start({ lifetimes }), start({ lifetimes }), start({ lifetimes })];
    await settle();
    const published: { at: number; bundles: string[] }[] = [];
    const step = 11 * hour;
    const days = randomRuns({ short: 30, long: 60 });
    for (const end = Date.now() + days * day; Date.now() < end; vi.setSystemTime(Date.now() + step)) {
      await settle();
      expectGood();
      published.push({ at: Date.now(), bundles: readBundles() });
      const shown = new Set(managers.map(({ current }) => current?.certificate ?? ""));
      for (const { at, bundles } of published.slice(-3)) {
        expect(at).toBeGreaterThan(Date.now() - 23 * hour);
        for (const bundle of new Set(bundles)) {
          for (const certificate of shown) {
            expect(isAccepted(certificate, bundle, "eks-auth-webhook.eks-auth.svc")).toBe(true);
          }
        }
      }
    }
    const count = (what: string) => objects.writes.filter((write) => write.endsWith(what)).length;
    // An authority is replaced before its 20 days end.
    const rotations = Math.floor(days / 20);
    // Every 2 days, and at once after each rotation.
    expect(count(keys.serve)).toBeLessThan(days / 2 + rotations + 2);
    // Each rotation creates one, lets it sign, and removes the one before.
    expect(count(keys.ca)).toBeGreaterThan(3 * rotations);
    expect(count(keys.ca)).toBeLessThan(3 * (rotations + 2));
  }, 120_000);

  it("replace what is deleted", async () => {
    start();
    start();
    start();
    await settle();
    for (const key of [keys.serve, keys.webhook, keys.configMap, keys.ca]) {
      const { "tls.crt": before } = objects.secret("eks-auth-serve-tls");
      objects.objects.delete(key);
      await settle();
      expectGood();
      expect(objects.secret("eks-auth-serve-tls")["tls.crt"] === before).toBe(key !== keys.serve);
    }
    // The lost authority's certificates go on until the new one is known everywhere.
    expect(listFingerprints(readBundles()[0] ?? "")).toHaveLength(2);
    vi.setSystemTime(Date.now() + day);
    await settle();
    expect(listFingerprints(objects.secret("eks-auth-serve-tls")["ca.crt"] ?? "")).toEqual(
      listFingerprints(objects.secret("eks-auth-ca")["ca.crt"] ?? ""),
    );
  });
});

describe("objects without data, as a chart makes them", () => {
  it("are filled without the right to create any, and keep their type and labels", async () => {
    for (const key of [keys.ca, keys.webhook, keys.serve, keys.configMap]) {
      const name = key.split("/")[1];
      objects.put(key, {
        metadata: { name, labels: { "app.kubernetes.io/managed-by": "Helm" } },
        type: "Opaque",
      });
    }
    start();
    await settle();
    expectGood();
    expect(objects.writes.every((write) => write.startsWith("patch "))).toBe(true);
    expect(objects.objects.get(keys.serve)).toMatchObject({
      type: "Opaque",
      metadata: { labels: { "app.kubernetes.io/managed-by": "Helm" } },
    });
  });
});

describe("a TLS Secret", () => {
  const stranger = createSelfSignedCertificate("stranger");
  const good = { dns: "eks-auth-serve.eks-auth.svc" };
  const set = (data: Record<string, string>) => (object: StoredObject) => {
    for (const [name, text] of Object.entries(data)) {
      object.data = { ...object.data, [name]: Buffer.from(text).toString("base64") };
    }
  };
  const toData = ({ certificate, privateKey }: { certificate: string; privateKey: string }) => ({
    "tls.crt": certificate,
    "tls.key": privateKey,
  });
  const byStranger = createCertificate("x", stranger, {
    isAuthority: false,
    names: [good],
    usages: ["serverAuth"],
  });

  it.each<[string, (object: StoredObject) => void]>([
    ["garbage", set({ "tls.crt": "garbage" })],
    [
      "a broken certificate",
      set({ "tls.crt": "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n" }),
    ],
    ["the key of another certificate", set({ "tls.key": stranger.privateKey })],
    ["a certificate of another authority", set(toData(byStranger))],
    ["its own authority", set({ ...toData(byStranger), "ca.crt": stranger.certificate })],
    ["the certificate of an authority", set(toData(stranger))],
    [
      "nothing",
      (object) => {
        object.data = {};
      },
    ],
  ])("that someone gave %s gets a new certificate", async (_what, change) => {
    start();
    await settle();
    const before = readBundles();
    objects.edit(keys.serve, change);
    await settle();
    expectGood();
    expect(objects.writes.filter((write) => write.endsWith(keys.serve))).toHaveLength(2);
    expect(readBundles()).toEqual(before);
  });

  it("gets a new certificate if its names change", async () => {
    start();
    await settle();
    await stopAll();
    const tlsSecrets = names.tlsSecrets.map(({ name }) => ({ name, dnsNames: ["a.example", "b.example"] }));
    start({ tlsSecrets });
    await settle();
    const certificate = new X509Certificate(objects.secret("eks-auth-serve-tls")["tls.crt"] ?? "");
    expect(certificate.subjectAltName).toBe("DNS:a.example, DNS:b.example");
  });

  it("of someone else is reported and left as it is, and the others are managed", async () => {
    const foreign = { metadata: { name: "eks-auth-serve-tls" }, data: { "tls.crt": "Zm9yZWlnbg==" } };
    objects.put(keys.serve, foreign);
    const manager = start();
    await settle();
    expect(objects.objects.get(keys.serve)).toMatchObject(foreign);
    expect(manager.current).toBeDefined();
    const reports = events.filter(({ code }) => code === "object_not_managed");
    expect(reports).toEqual([
      {
        level: "error",
        code: "object_not_managed",
        message: expect.stringMatching(/^Secret eks-auth\/eks-auth-serve-tls has data .*Delete its data/),
      },
    ]);
    objects.edit(keys.serve, (object) => {
      object.data = {};
    });
    await settle();
    expectGood();
    expect(events.map(({ code }) => code)).toContain("certificates_recovered");
  });
});

it("leaves authorities of someone else as they are, and writes nothing", async () => {
  objects.put(keys.ca, { metadata: { name: "eks-auth-ca" }, data: { "ca.crt": "Zm9yZWlnbg==" } });
  const manager = start();
  await settle();
  expect(objects.writes).toEqual([]);
  expect(manager.current).toBeUndefined();
  expect(events.map(({ code }) => code)).toEqual(["object_not_managed"]);
});

it("says once which right is missing, and goes on with the rest", async () => {
  objects.failures.set(`patch ${keys.webhooks}`, "forbidden");
  objects.failures.set(`create ${keys.serve}`, "forbidden");
  const manager = start();
  await settle();
  expect(manager.current).toBeDefined();
  expect(events.filter(({ level }) => level === "error").map(({ message }) => message)).toEqual([
    expect.stringMatching(
      /^MutatingWebhookConfiguration eks-auth can't .*forbidden.* Give the service account/,
    ),
    expect.stringMatching(/^Secret eks-auth\/eks-auth-serve-tls can't be brought up to date: /),
  ]);
  objects.failures.clear();
  await settle();
  expectGood();
  expect(events.filter(({ code }) => code === "certificates_recovered")).toHaveLength(2);
});

it("says that an object can't be created, as in a namespace that does not exist", async () => {
  objects.failures.set(`create ${keys.ca}`, "not_found");
  start();
  await settle();
  expect(events.map(({ code, level }) => `${level} ${code}`)).toEqual(["warn certificates_failed"]);
  expect(events[0]?.message).toMatch(
    /^Secret eks-auth\/eks-auth-ca can't .* Check that the namespace exists\.$/,
  );
});

it("shows its certificate while the API server is away, and says so once", async () => {
  const manager = start();
  const shown: string[] = [];
  manager.onChange(({ certificate }) => shown.push(certificate));
  await settle();
  objects.failures.set("*", "unreachable");
  vi.setSystemTime(Date.now() + 21 * day);
  await settle();
  expect(manager.current?.certificate).toBe(shown[0]);
  objects.failures.clear();
  await settle();
  expect(shown).toHaveLength(2);
  expect(manager.current?.certificate).toBe(shown[1]);
  expect(events.filter(({ code }) => /failed|recovered/.test(code)).map(({ level }) => level)).toEqual([
    "warn",
    "info",
  ]);
});

it("says that the webhook configuration is missing, and fills it when it is there", async () => {
  const configuration = objects.objects.get(keys.webhooks) ?? {};
  objects.objects.delete(keys.webhooks);
  start();
  await settle();
  expect(events.find(({ level }) => level === "warn")?.message).toContain("does not exist");
  objects.put(keys.webhooks, configuration);
  await settle();
  expectGood();
});

it("refuses options that can't work", () => {
  expect(() => start({ servingSecret: "other" })).toThrow(RangeError);
  expect(() => start({ tlsSecrets: [{ name: "eks-auth-webhook-tls", dnsNames: [] }] })).toThrow(RangeError);
});

describe("whatever people do to objects", () => {
  const allKeys = [keys.ca, keys.configMap, keys.serve, keys.webhook] as const;
  const change = fc.record({
    key: fc.constantFrom(...allKeys),
    part: fc.constantFrom(
      "ca.crt",
      "ca.key",
      "next.crt",
      "next.key",
      "previous.crt",
      "tls.crt",
      "tls.key",
      "x",
    ),
    to: fc.oneof(
      fc.constantFrom("delete object", "remove", "truncate", "swap", "no annotations"),
      fc.string({ maxLength: 100 }),
    ),
    laterMs: fc.integer({ min: 0, max: 20 * day }),
  });

  it("everything is good again", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
        objects = new FakeObjects();
        objects.put(keys.webhooks, { metadata: { name: "eks-auth" }, webhooks: [{ clientConfig: {} }] });
        start();
        await settle();
        for (const { key, part, to, laterMs } of changes) {
          if (to === "delete object") {
            objects.objects.delete(key);
          } else {
            objects.edit(key, (object) => applyChange(object, key, part, to));
          }
          await settle();
          expectGood();
          vi.setSystemTime(Date.now() + laterMs);
          await settle();
          expectGood();
        }
        await stopAll();
      }),
      { numRuns: randomRuns({ short: 4, long: 60 }), endOnFailure: true },
    );
  }, 120_000);

  function applyChange(object: StoredObject, key: string, part: string, to: string): void {
    const isText = key === keys.configMap;
    const data: Record<string, string> = { ...object.data };
    const text = Buffer.from(data[part] ?? "", isText ? "utf8" : "base64").toString();
    const write = (value: string) => {
      data[part] = isText ? value : Buffer.from(value).toString("base64");
    };
    if (to === "remove") {
      delete data[part];
    } else if (to === "truncate") {
      write(text.slice(0, text.length / 2));
    } else if (to === "swap") {
      [data["ca.key"], data["ca.crt"]] = [data["ca.crt"] ?? "", data["ca.key"] ?? ""];
    } else if (to === "no annotations") {
      const { "eks-auth.dev/ca-published": _, ...annotations } = object.metadata.annotations ?? {};
      object.metadata = { ...object.metadata, annotations } as StoredObject["metadata"];
    } else {
      write(to);
    }
    object.data = data;
  }
});
