import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { associationOf, installDefinitions } from "../../../src/associations/install-associations.ts";
import { startControlPlane } from "../../../src/control-plane/control-plane.ts";
import { WebhookProcess, webhookUser } from "../../../src/webhook/webhook-process.ts";

const controlPlane = await prepareOrSkip("the webhook under load", () =>
  startControlPlane({ users: [{ name: webhookUser }] }),
);

const rotations = process.env.KUBERNETES_TESTS_FORM === "short" ? 3 : 10;

describe.runIf(controlPlane)("the webhook under load", () => {
  if (controlPlane === undefined) {
    return;
  }
  const { api, kubectl } = controlPlane;
  let webhook: WebhookProcess;

  beforeAll(async () => {
    await installDefinitions(controlPlane);
    await kubectl.run("create", "namespace", "shop");
    await kubectl.run("create", "serviceaccount", "cart", "--namespace", "shop");
    await api.send("POST", "/apis/eks-auth.dev/v1alpha1/namespaces/shop/podidentityassociations", {
      body: associationOf("cart", { serviceAccount: "cart", roleArn: "arn:aws:iam::111122223333:role/cart" }),
    });
    webhook = await WebhookProcess.install(controlPlane);
    await webhook.waitUntilCalled("shop", "cart");
  });
  afterAll(async () => {
    await webhook?.[Symbol.asyncDispose]();
    await controlPlane.stop();
  });

  test("no call of the API server fails while the certificate is replaced", async () => {
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
    const waitForPods = async (pods: number): Promise<void> => {
      const before = created;
      await webhook.program.waitUntil(() => created >= before + pods);
    };
    await waitForPods(20);
    for (let rotation = 1; rotation <= rotations; rotation++) {
      await webhook.replaceCertificate(`certificate-${rotation}`);
      await webhook.program.waitUntil(
        () => webhook.program.stderr.split('"code":"tls_reloaded"').length > rotation,
      );
      await waitForPods(20);
    }
    isOver = true;
    await Promise.all(load);
    expect(created).toBeGreaterThan(rotations * 20);
    expect({ notInjected, failOpen: await webhook.countFailOpen() }).toEqual({ notInjected: 0, failOpen });
    expect(await webhook.readMetric("eks_auth_webhook_reviews_total", 'outcome="failed"')).toBe(0);
  });
});
