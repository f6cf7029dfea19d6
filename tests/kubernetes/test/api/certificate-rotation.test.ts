import { readFile } from "node:fs/promises";
import { ApiServer } from "@eks-auth/kubernetes";
import { startEksAuth } from "@eks-auth/test-kit/eks-auth-command";
import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import type { StartedProgram } from "@eks-auth/test-kit/started-program";
import { makeTempFolder } from "@eks-auth/test-kit/temp-folder";
import { CertificateManager } from "@eks-auth/webhook";
import { afterAll, describe, expect, it, vi } from "vitest";
import { startControlPlane } from "../../src/control-plane/control-plane.ts";
import { MountedVolumes } from "./mounted-volumes.ts";
import { pod, publicKeys, shop } from "./objects.ts";

const controlPlane = await prepareOrSkip("agents of a service whose authority is rotated", () =>
  startControlPlane(),
);

const day = 86_400_000;
const namespace = "rotation";
const paths = {
  tls: `/api/v1/namespaces/${namespace}/secrets/eks-auth-serve-tls`,
  ca: `/api/v1/namespaces/${namespace}/configmaps/eks-auth-ca`,
};

describe.runIf(controlPlane)("agents of a service whose authority is rotated", () => {
  if (controlPlane === undefined) {
    return;
  }
  const { api, kubectl, tokens, url, caFile } = controlPlane;
  const resources = new AsyncDisposableStack();
  afterAll(async () => {
    vi.useRealTimers();
    await resources.disposeAsync();
    await controlPlane.stop();
  });

  it("reach it all the time, with mounted files only", async () => {
    const folder = resources.use(await makeTempFolder("eks-auth-rotation"));
    for (const object of [...shop, pod("cart-0"), publicKeys]) {
      await kubectl.create(object);
    }
    await kubectl.create({ apiVersion: "v1", kind: "Namespace", metadata: { name: namespace } });
    // The programs have the real clock: certificates are valid long before and after now.
    vi.useFakeTimers({ toFake: ["Date"] });
    const apiServer = await ApiServer.open({
      url,
      readCa: () => readFile(caFile, "utf8"),
      readToken: async () => tokens.get("admin") ?? "",
    });
    resources.defer(() => apiServer.close());
    const manager = CertificateManager.start({
      apiServer,
      namespace,
      caSecret: "eks-auth-ca",
      caConfigMap: "eks-auth-ca",
      tlsSecrets: [{ name: "eks-auth-serve-tls", dnsNames: ["localhost"] }],
      servingSecret: "eks-auth-serve-tls",
      onEvent: () => {},
      lifetimes: {
        authorityMs: 600 * day,
        servingMs: 300 * day,
        publicationMs: day,
        backdatingMs: 400 * day,
      },
      pace: { intervalMs: 200, jitterMs: 50, retryMs: 20 },
    });
    resources.defer(() => manager.close());
    await expect.poll(() => manager.current).toBeDefined();
    const volumes = await MountedVolumes.start(api, {
      [folder.resolve("tls")]: paths.tls,
      [folder.resolve("ca")]: paths.ca,
    });
    resources.defer(() => volumes.stop());

    const associations = [
      { namespace: "shop", serviceAccount: "cart", roleArn: "arn:aws:iam::111122223333:role/cart" },
    ];
    const config = {
      listen: {
        port: 0,
        tls: { certificateFile: "tls/tls.crt", keyFile: "tls/tls.key" },
      },
      credentials: { embedded: { keyFile: "session-key.pem" } },
      clusters: [
        {
          name: "edge",
          region: "eu-west-1",
          accountId: "111122223333",
          issuer: url,
          keys: { url: `${url}/openid/v1/jwks`, caFile },
          associations: "associations.yaml",
        },
      ],
    };
    await folder.write("associations.yaml", JSON.stringify({ associations }));
    const serve = start("serve", "--config", await folder.write("eks-auth.yaml", JSON.stringify(config)));
    const [port] = /(?<=https:\/\/\S+:)\d+/.exec(await serve.waitFor("Press Ctrl-C to stop.")) ?? [];
    const agents: StartedProgram[] = [];
    const urls: string[] = [];
    const startAgent = async (): Promise<void> => {
      const agent = start(
        ...["agent", "--cluster", "edge", "--endpoint", `https://localhost:${port}`, "--no-sign-request"],
        ...[
          "--ca-file",
          folder.resolve("ca/ca.crt"),
          "--listen",
          "127.0.0.1:0",
          "--no-probes",
          "--no-metrics",
        ],
      );
      agents.push(agent);
      urls.push(/http:\S+/.exec(await agent.waitFor("Press Ctrl-C to stop."))?.[0] ?? "");
    };
    await startAgent();

    let successes = 0;
    let isDone = false;
    const load = async (): Promise<void> => {
      while (!isDone) {
        // The agent has no credentials for a new token, so it calls the service.
        const token = await requestToken();
        const { status } = await fetch(`${urls.at(-1)}/v1/credentials`, {
          headers: { authorization: token },
        });
        successes += status === 200 ? 1 : 0;
      }
    };
    const workers = Array.from({ length: 4 }, load);
    const pass = async (): Promise<void> => {
      const since = successes;
      await expect.poll(() => successes - since, { timeout: 60_000 }).toBeGreaterThan(50);
    };
    /** Waits until what changes is mounted. */
    const change = async (
      laterMs: number,
      isMounted: (before: string) => Promise<boolean>,
    ): Promise<void> => {
      const before = await readFile(folder.resolve("tls/tls.crt"), "utf8");
      vi.setSystemTime(Date.now() + laterMs);
      await expect.poll(() => isMounted(before), { timeout: 60_000 }).toBe(true);
      await pass();
    };

    await pass();
    await change(
      268 * day,
      async () => (await readFile(folder.resolve("ca/ca.crt"), "utf8")).split("BEGIN").length === 3,
    );
    await change(
      day + 1_000,
      async (before) => (await readFile(folder.resolve("tls/tls.crt"), "utf8")) !== before,
    );
    await serve.waitForError('"code":"tls_reloaded"');
    await pass();
    // Open connections go on with the old certificate, which a new agent does not see any more.
    await startAgent();
    await pass();
    isDone = true;
    await Promise.all(workers);
    for (const agent of agents) {
      await agent.stop();
      expect(agent.stderr).not.toMatch(/CERT|ISSUER|SSL|ca_file/);
    }
    expect(serve.stderr).not.toContain("TLS handshake failed");
  });

  async function requestToken(): Promise<string> {
    const { body } = await api.send("POST", "/api/v1/namespaces/shop/serviceaccounts/cart/token", {
      body: {
        spec: {
          audiences: ["pods.eks.amazonaws.com"],
          expirationSeconds: 3600,
          boundObjectRef: { apiVersion: "v1", kind: "Pod", name: "cart-0" },
        },
      },
    });
    return body.status.token;
  }

  function start(...args: string[]): StartedProgram {
    const program = startEksAuth(...args);
    resources.defer(() => program.stop());
    return program;
  }
});
