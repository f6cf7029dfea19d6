import { connect, createServer, type Socket } from "node:net";
import { listenOnLoopback } from "@eks-auth/test-kit/loopback";
import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { associationOf, installDefinitions } from "../../../src/associations/install-associations.ts";
import { startControlPlane } from "../../../src/control-plane/control-plane.ts";
import { isShort } from "../../../src/form.ts";
import {
  installConfiguration,
  installRights,
  WebhookProcess,
  webhookUser,
} from "../../../src/webhook/webhook-process.ts";

const controlPlane = await prepareOrSkip("the webhook under load", () =>
  startControlPlane({ users: [{ name: webhookUser }] }),
);

const [rotations, restarts] = isShort ? [3, 2] : [10, 5];

describe.runIf(controlPlane)("the webhook under load", () => {
  if (controlPlane === undefined) {
    return;
  }
  const { api, kubectl } = controlPlane;
  const resources = new AsyncDisposableStack();
  let webhook: WebhookProcess;
  /** Where new connections go: what a Service does. Open ones stay where they are. */
  let target: number;

  beforeAll(async () => {
    await installDefinitions(controlPlane);
    await kubectl.run("create", "namespace", "shop");
    await kubectl.run("create", "serviceaccount", "cart", "--namespace", "shop");
    await api.send("POST", "/apis/eks-auth.dev/v1alpha1/namespaces/shop/podidentityassociations", {
      body: associationOf("cart", { serviceAccount: "cart", roleArn: "arn:aws:iam::111122223333:role/cart" }),
    });
    await installRights(controlPlane);
    webhook = resources.use(await WebhookProcess.create(controlPlane));
    target = webhook.port;
    const service = resources.use(await listenOnLoopback(createServer(forward)));
    await installConfiguration(controlPlane, service.port);
    await webhook.waitUntilCalled("shop", "cart");
  });
  afterAll(async () => {
    await resources.disposeAsync();
    await controlPlane.stop();
  });

  function forward(client: Socket): void {
    const server = connect(target, "127.0.0.1");
    client.pipe(server).pipe(client);
    client.on("error", () => server.destroy());
    server.on("error", () => client.destroy());
  }

  /** Creates pods all the time while something else happens. Each must be injected. */
  async function expectEachPodInjected(
    work: (waitForPods: (pods: number) => Promise<void>) => Promise<void>,
  ): Promise<void> {
    const failOpen = await webhook.countFailOpen();
    let created = 0;
    let notInjected = 0;
    let isOver = false;
    const load = Array.from({ length: 8 }, async () => {
      while (!isOver) {
        const { status, body } = await api.send("POST", "/api/v1/namespaces/shop/pods?dryRun=All", {
          body: {
            metadata: { generateName: "cart-" },
            spec: { serviceAccountName: "cart", containers: [{ name: "main", image: "none" }] },
          },
        });
        created += 1;
        notInjected += status === 201 && body.spec.containers[0].env?.length > 0 ? 0 : 1;
      }
    });
    await work(async (pods) => {
      const before = created;
      await expect.poll(() => created, { timeout: 60_000 }).toBeGreaterThanOrEqual(before + pods);
    });
    isOver = true;
    await Promise.all(load);
    expect({ notInjected, failOpen: await webhook.countFailOpen() }).toEqual({ notInjected: 0, failOpen });
  }

  test("no call of the API server fails while the certificate is replaced", async () => {
    await expectEachPodInjected(async (waitForPods) => {
      await waitForPods(20);
      for (let rotation = 1; rotation <= rotations; rotation++) {
        await webhook.replaceCertificate(`certificate-${rotation}`);
        await webhook.program.waitUntil(
          () => webhook.program.stderr.split('"code":"tls_reloaded"').length > rotation,
        );
        await waitForPods(20);
      }
    });
    expect(await webhook.readMetric("eks_auth_webhook_reviews_total", 'outcome="failed"')).toBe(0);
  });

  test("no call of the API server fails while replicas are replaced one after the other", async () => {
    await expectEachPodInjected(async (waitForPods) => {
      for (let restart = 1; restart <= restarts; restart++) {
        await waitForPods(20);
        const next = resources.use(await WebhookProcess.create(controlPlane));
        target = next.port;
        webhook.program.signal("SIGTERM");
        expect(await webhook.program.finish()).toMatchObject({ exitCode: 0 });
        webhook = next;
      }
      await waitForPods(20);
    });
  });
});
