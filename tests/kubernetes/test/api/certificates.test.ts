import { readFile } from "node:fs/promises";
import { createServer } from "node:https";
import { connect } from "node:tls";
import { ApiServer } from "@eks-auth/kubernetes";
import { listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { type CertificateEvent, CertificateManager, type CertificateManagerOptions } from "@eks-auth/webhook";
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { startControlPlane } from "../../src/control-plane/control-plane.ts";

const controlPlane = await prepareOrSkip("certificates with a real API server", () =>
  startControlPlane({ users: [{ name: "webhook" }, { name: "creator" }] }),
);

const day = 86_400_000;
const host = "eks-auth-webhook.eks-auth.svc";
const pace = { intervalMs: 100, jitterMs: 50, retryMs: 20 };

describe.runIf(controlPlane)("certificates with a real API server", () => {
  if (controlPlane === undefined) {
    return;
  }
  const { api, kubectl, tokens } = controlPlane;
  const resources = new AsyncDisposableStack();
  let events: CertificateEvent[] = [];
  const running: CertificateManager[] = [];
  let versions = 0;

  afterAll(async () => {
    await resources.disposeAsync();
    await controlPlane.stop();
  });

  let names: ReturnType<typeof nameObjects>;
  function nameObjects(namespace: string) {
    return {
      namespace,
      caSecret: "eks-auth-ca",
      caConfigMap: "eks-auth-ca",
      webhookConfiguration: namespace,
      tlsSecrets: [
        { name: "eks-auth-webhook-tls", dnsNames: [host] },
        { name: "eks-auth-serve-tls", dnsNames: ["eks-auth-serve.eks-auth.svc"] },
      ],
      servingSecret: "eks-auth-webhook-tls",
    };
  }

  beforeEach(async () => {
    versions += 1;
    events = [];
    names = nameObjects(`certificates-${versions}`);
    await kubectl.create({ apiVersion: "v1", kind: "Namespace", metadata: { name: names.namespace } });
    await kubectl.create({
      apiVersion: "admissionregistration.k8s.io/v1",
      kind: "MutatingWebhookConfiguration",
      metadata: { name: names.webhookConfiguration },
      webhooks: ["first", "second"].map((name) => ({
        name: `${name}.${names.namespace}.dev`,
        clientConfig: { service: { name: "none", namespace: names.namespace } },
        rules: [{ apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE"], resources: ["pods"] }],
        namespaceSelector: { matchLabels: { webhook: names.namespace } },
        failurePolicy: "Ignore",
        sideEffects: "None",
        admissionReviewVersions: ["v1"],
      })),
    });
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((manager) => manager.close()));
    vi.useRealTimers();
  });

  /** Grants what the webhook of the chart has, and optionally the right to create the objects. */
  async function grant(user: string, canCreate: boolean): Promise<void> {
    const { namespace } = names;
    const binding = { kind: "User", name: user, apiGroup: "rbac.authorization.k8s.io" };
    const rules = [
      {
        apiGroups: [""],
        resources: ["secrets"],
        resourceNames: ["eks-auth-ca", "eks-auth-webhook-tls", "eks-auth-serve-tls"],
        verbs: ["get", "patch"],
      },
      { apiGroups: [""], resources: ["configmaps"], resourceNames: ["eks-auth-ca"], verbs: ["get", "patch"] },
      ...(canCreate ? [{ apiGroups: [""], resources: ["secrets", "configmaps"], verbs: ["create"] }] : []),
    ];
    const group = "rbac.authorization.k8s.io";
    await kubectl.create({
      apiVersion: `${group}/v1`,
      kind: "Role",
      metadata: { name: "certificates", namespace },
      rules,
    });
    await kubectl.create({
      apiVersion: `${group}/v1`,
      kind: "RoleBinding",
      metadata: { name: "certificates", namespace },
      roleRef: { apiGroup: group, kind: "Role", name: "certificates" },
      subjects: [binding],
    });
    await kubectl.create({
      apiVersion: `${group}/v1`,
      kind: "ClusterRole",
      metadata: { name: namespace },
      rules: [
        {
          apiGroups: ["admissionregistration.k8s.io"],
          resources: ["mutatingwebhookconfigurations"],
          resourceNames: [names.webhookConfiguration],
          verbs: ["get", "patch"],
        },
      ],
    });
    await kubectl.create({
      apiVersion: `${group}/v1`,
      kind: "ClusterRoleBinding",
      metadata: { name: namespace },
      roleRef: { apiGroup: group, kind: "ClusterRole", name: namespace },
      subjects: [binding],
    });
  }

  async function start(
    user: string,
    options: Partial<CertificateManagerOptions> = {},
  ): Promise<CertificateManager> {
    const apiServer = await ApiServer.open({
      url: controlPlane?.url ?? "",
      readCa: () => readFile(controlPlane?.caFile ?? "", "utf8"),
      readToken: async () => tokens.get(user) ?? "",
    });
    resources.defer(() => apiServer.close());
    const onEvent = (event: CertificateEvent) => events.push(event);
    const manager = CertificateManager.start({ ...names, apiServer, onEvent, pace, ...options });
    running.push(manager);
    return manager;
  }

  const paths = () => ({
    ca: `/api/v1/namespaces/${names.namespace}/secrets/eks-auth-ca`,
    webhook: `/api/v1/namespaces/${names.namespace}/secrets/eks-auth-webhook-tls`,
    serve: `/api/v1/namespaces/${names.namespace}/secrets/eks-auth-serve-tls`,
    configMap: `/api/v1/namespaces/${names.namespace}/configmaps/eks-auth-ca`,
    webhooks: `/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations/${names.webhookConfiguration}`,
  });

  async function readBundle(): Promise<string> {
    return (await api.send("GET", paths().configMap)).body.data?.["ca.crt"] ?? "";
  }

  async function readCertificate(path: string): Promise<string> {
    return Buffer.from((await api.send("GET", path)).body.data?.["tls.crt"] ?? "", "base64").toString();
  }

  /** The versions of all objects: they differ after each write. */
  async function readVersions(): Promise<readonly string[]> {
    const objects = await Promise.all(Object.values(paths()).map((path) => api.send("GET", path)));
    return objects.map(({ body }) => body.metadata?.resourceVersion);
  }

  it("are made once by three replicas that start together, which then write nothing", async () => {
    await grant("creator", true);
    const managers = await Promise.all([start("creator"), start("creator"), start("creator")]);
    await expect.poll(() => managers.every(({ current }) => current !== undefined)).toBe(true);
    await expect.poll(() => readCertificate(paths().serve)).not.toBe("");
    const before = await readVersions();
    const [first] = managers;
    expect(managers.map(({ current }) => current)).toEqual(managers.map(() => first?.current));
    expect(first?.current?.certificate).toBe(await readCertificate(paths().webhook));
    const written = events.filter(({ code }) => /created|issued|published/.test(code));
    expect(written.map(({ code }) => code).sort()).toEqual([
      "authorities_published",
      "authorities_published",
      "authority_created",
      "certificate_issued",
      "certificate_issued",
    ]);
    const { webhooks } = (await api.send("GET", paths().webhooks)).body;
    for (const { clientConfig } of webhooks) {
      expect(Buffer.from(clientConfig.caBundle, "base64").toString()).toBe(await readBundle());
    }
    // More than ten readings of each.
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(await readVersions()).toEqual(before);
    expect(events.filter(({ level }) => level !== "info")).toEqual([]);
  });

  it("need no right to create anything if the objects are there without data, as the chart makes them", async () => {
    await grant("webhook", false);
    const { namespace } = names;
    for (const name of ["eks-auth-ca", "eks-auth-webhook-tls", "eks-auth-serve-tls"]) {
      await kubectl.create({
        apiVersion: "v1",
        kind: "Secret",
        metadata: { name, namespace },
        type: "Opaque",
      });
    }
    await kubectl.create({
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: "eks-auth-ca", namespace },
    });
    await start("webhook");
    await expect.poll(() => readCertificate(paths().serve)).not.toBe("");
    expect(events.filter(({ level }) => level !== "info")).toEqual([]);

    await api.send("DELETE", paths().serve);
    await expect
      .poll(() => events.filter(({ level }) => level === "error").map(({ message }) => message))
      .toEqual([expect.stringMatching(/^Secret \S*eks-auth-serve-tls .*create the object without data\.$/)]);
    await kubectl.create({
      apiVersion: "v1",
      kind: "Secret",
      metadata: { name: "eks-auth-serve-tls", namespace },
      type: "Opaque",
    });
    await expect.poll(() => readCertificate(paths().serve)).not.toBe("");
  });

  it("are made again if one is deleted, and what was published stays trusted", async () => {
    await grant("creator", true);
    const managers = await Promise.all([start("creator"), start("creator"), start("creator")]);
    await expect.poll(() => managers.every(({ current }) => current !== undefined)).toBe(true);
    await expect.poll(() => readCertificate(paths().serve)).not.toBe("");
    const bundle = await readBundle();
    for (const path of [paths().ca, paths().configMap, paths().webhook, paths().serve]) {
      const uid = (await api.send("GET", path)).body.metadata.uid;
      await api.send("DELETE", path);
      await expect
        .poll(async () => {
          const { status, body } = await api.send("GET", path);
          return status === 200 && body.metadata.uid !== uid && Object.keys(body.data ?? {}).length > 0;
        })
        .toBe(true);
      if (path === paths().ca) {
        // What was published before stays trusted.
        await expect.poll(async () => (await readBundle()).includes(bundle.trim())).toBe(true);
      }
    }
    expect(events.filter(({ level }) => level !== "info")).toEqual([]);
  });

  it("are rotated under load without a failed TLS handshake, also for clients with yesterday's bundle", async () => {
    // Dates can be changed, but OpenSSL has the real clock: certificates are valid long before and after now.
    vi.useFakeTimers({ toFake: ["Date"] });
    const lifetimes = {
      authorityMs: 600 * day,
      servingMs: 300 * day,
      publicationMs: day,
      backdatingMs: 400 * day,
    };
    await grant("creator", true);
    const managers = await Promise.all(
      ["creator", "creator", "creator"].map((user) => start(user, { lifetimes })),
    );
    await expect.poll(() => managers.every(({ current }) => current !== undefined)).toBe(true);
    const ports: number[] = [];
    for (const manager of managers) {
      const { certificate: cert, privateKey: key } = manager.current ?? {};
      const server = createServer({ cert: cert ?? "", key: key ?? "" }, (_request, response) =>
        response.end(),
      );
      manager.onChange(({ certificate, privateKey }) => {
        server.setSecureContext({ cert: certificate, key: privateKey });
      });
      ports.push(resources.use(await listenOnLoopback(server)).port);
    }

    let bundles = [await readBundle()];
    const failures: unknown[] = [];
    let handshakes = 0;
    let isDone = false;
    const load = async (worker: number): Promise<void> => {
      for (let turn = worker; !isDone; turn += 1) {
        const ca = bundles[turn % bundles.length] ?? "";
        await shakeHands(ports[turn % ports.length] ?? 0, ca).catch((error) => failures.push(error));
        handshakes += 1;
      }
    };
    const workers = [0, 1, 2, 3].map(load);
    const pass = async (): Promise<void> => {
      const since = handshakes;
      await expect.poll(() => handshakes - since, { timeout: 60_000 }).toBeGreaterThan(100);
    };
    const listCertificates = () => managers.map(({ current }) => current?.certificate);
    const [original] = listCertificates();

    await pass();
    // Two thirds of the authority's validity are over.
    vi.setSystemTime(Date.now() + 268 * day);
    await expect.poll(async () => (await readBundle()) !== bundles[0]).toBe(true);
    await pass();
    const signer = await readIssuer();
    // From now on, a client can have the bundle of yesterday or that of today.
    bundles = [await readBundle()];
    vi.setSystemTime(Date.now() + day + 1_000);
    bundles.push(await readBundle());
    await expect.poll(readIssuer).not.toBe(signer);
    await expect.poll(() => new Set(listCertificates()).size).toBe(1);
    await pass();
    isDone = true;
    await Promise.all(workers);
    expect(failures).toEqual([]);
    expect(listCertificates()[0]).not.toBe(original);
    // A client without the new authority would have been refused.
    await expect(shakeHands(ports[0] ?? 0, signer)).rejects.toThrow();
    expect(events.filter(({ level }) => level !== "info")).toEqual([]);
  });

  async function readIssuer(): Promise<string> {
    const { data } = (await api.send("GET", paths().webhook)).body;
    return Buffer.from(data?.["ca.crt"] ?? "", "base64").toString();
  }
});

function shakeHands(port: number, ca: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1", servername: host, ca }, () => {
      socket.destroy();
      resolve();
    });
    socket.on("error", reject);
  });
}
