import { FakeApiServer } from "@eks-auth/test-kit/fake-api-server";
import { useTempFolder } from "@eks-auth/test-kit/use-temp-folder";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import {
  type ConfiguredService,
  openConfiguredService,
} from "../../src/configured-service/configured-service.ts";
import { type DevCluster, startDevCluster } from "../../src/dev-cluster/dev-cluster.ts";
import type { LogEvent } from "../../src/logging/log-event.ts";
import { association, roleArn } from "../associations/kubernetes/sample-resources.ts";

const plural = "apis/eks-auth.dev/v1alpha1/podidentityassociations";
const patience = { timeout: 30_000 };

const folder = useTempFolder("eks-auth-resources");
let issuer: DevCluster;
let fake: FakeApiServer;
let service: ConfiguredService | undefined;
let events: LogEvent[];

beforeAll(async () => {
  issuer = await startDevCluster();
});
afterAll(() => issuer.stop());
beforeEach(async () => {
  events = [];
  fake = await FakeApiServer.start();
  fake.set("api/v1/namespaces", { metadata: { name: "shop" } });
  fake.set(plural, association("shop", "cart"));
  await folder.write("token", "the-token");
});
afterEach(async () => {
  service?.close();
  service = undefined;
  await fake[Symbol.asyncDispose]();
});

/**
 * Writes the configuration with a rule for the namespace `shop`.
 *
 * @param others - the API servers of more clusters
 */
function configure(role: string, more: object = {}, others: readonly FakeApiServer[] = []): Promise<string> {
  const cluster = {
    name: "edge",
    region: "eu-west-1",
    accountId: "111122223333",
    issuer: issuer.issuer,
    apiServer: { url: fake.url, tokenFile: "token" },
    associationResources: { namespaceRoles: [{ namespaces: ["shop"], roles: [roleArn(role)] }] },
    ...more,
  };
  const clusters = others.map(({ url }, index) => ({
    ...cluster,
    name: `other-${index}`,
    apiServer: { url, tokenFile: "token" },
  }));
  const config = {
    credentials: { embedded: { keyFile: "session-key.pem" } },
    clusters: [cluster, ...clusters],
  };
  return folder.write("eks-auth.yaml", JSON.stringify(config));
}

async function open(): Promise<ConfiguredService> {
  service = await openConfiguredService(folder.resolve("eks-auth.yaml"), {
    onDecision: () => {},
    onRejectedCaller: () => {},
    onLogEvent: (event) => events.push(event),
  });
  await vi.waitFor(
    () => expect(service?.status.clusters[0]?.associationResources?.hasSynced).toBe(true),
    patience,
  );
  return service;
}

/** @returns the ARN of the role that a pod gets, or the code of the refusal */
async function exchange(): Promise<string> {
  const token = await issuer.mintToken({
    namespace: "shop",
    serviceAccount: "cart",
    pod: { name: "cart-0" },
  });
  const call = { requestId: "1", context: undefined, signal: new AbortController().signal } as never;
  try {
    const answer = await service?.assumeRoleForPodIdentity({ clusterName: "edge", token }, call);
    return answer?.assumedRoleUser.arn.split("/")[1] ?? "";
  } catch (error) {
    return (error as { cause?: { code?: string } }).cause?.code ?? String(error);
  }
}

const lists = (): number => fake.requests.filter((request) => request.includes("limit=")).length;

describe("a service with association resources", () => {
  test("uses changed rules without receiving anything again, and a changed API server after it was received", async () => {
    await configure("cart");
    await open();
    expect(await exchange()).toBe("cart");
    await configure("other");
    await service?.reload();
    expect(await exchange()).toBe("role_not_allowed");
    await configure("*", { allowedRoles: [roleArn("other")] });
    await service?.reload();
    expect(await exchange()).toBe("role_not_allowed");
    expect(lists()).toBe(3);
    await using second = await FakeApiServer.start();
    second.set(plural, association("shop", "cart", { roleArn: roleArn("second") }));
    await configure("*", { apiServer: { url: second.url, tokenFile: "token" } });
    await service?.reload();
    expect(await exchange()).toBe("second");
    await vi.waitFor(() => expect(fake.watchCount).toBe(0), patience);
  });

  test("waits for the API servers of all new clusters at the same time", async () => {
    await configure("cart");
    await open();
    await using away = await FakeApiServer.start();
    away.intercept = ({ socket }) => socket.destroy() !== undefined;
    await using other = await FakeApiServer.start();
    await configure("cart", {}, [away, other]);
    const reloading = service?.reload();
    await vi.waitFor(() => expect(other.watchCount).toBe(3), 9_000);
    away.intercept = () => false;
    await reloading;
    const isSynced = () =>
      service?.status.clusters.map(({ associationResources: status }) => status?.hasSynced);
    await vi.waitFor(() => expect(isSynced()).toEqual([true, true, true]), patience);
  });

  test("stops watching for a removed cluster, and begins again if it is added again", async () => {
    await configure("cart");
    await open();
    await using other = await FakeApiServer.start();
    other.set(plural, association("shop", "till"));
    for (const watches of [3, 0, 3]) {
      await configure("cart", {}, watches === 0 ? [] : [other]);
      await service?.reload();
      expect(service?.status.clusters[1]?.associations).toBe(watches === 0 ? undefined : 1);
      await vi.waitFor(() => expect(other.watchCount).toBe(watches), patience);
    }
    expect(lists()).toBe(3);
    expect(await exchange()).toBe("cart");
  });

  test("keeps the old rules if the new configuration can't be used", async () => {
    await configure("cart");
    await open();
    await configure("other", { keys: { file: "none.json" } });
    await service?.reload();
    expect(events.at(-1)).toMatchObject({ code: "config_rejected" });
    expect(await exchange()).toBe("cart");
  });

  test("answers that associations are not available before they were received, and starts anyway", async () => {
    await configure("cart");
    fake.intercept = ({ socket, url = "" }) => url.includes("namespaces") && socket.destroy() !== undefined;
    service = await openConfiguredService(folder.resolve("eks-auth.yaml"), {
      onDecision: () => {},
      onRejectedCaller: () => {},
      onLogEvent: (event) => events.push(event),
    });
    expect(await exchange()).toBe("associations_unavailable");
    fake.intercept = () => false;
    await vi.waitFor(async () => expect(await exchange()).toBe("cart"), patience);
  });

  test("goes from a file to resources and back", async () => {
    await folder.write(
      "edge.yaml",
      JSON.stringify({
        associations: [{ namespace: "shop", serviceAccount: "cart", roleArn: roleArn("file") }],
      }),
    );
    const ofFile = { associations: "edge.yaml", associationResources: undefined };
    await configure("*", ofFile);
    service = await openConfiguredService(folder.resolve("eks-auth.yaml"), {
      onDecision: () => {},
      onRejectedCaller: () => {},
      onLogEvent: (event) => events.push(event),
    });
    expect(await exchange()).toBe("file");
    await configure("*");
    await service.reload();
    expect(await exchange()).toBe("cart");
    await configure("*", ofFile);
    await service.reload();
    expect(await exchange()).toBe("file");
    await vi.waitFor(() => expect(fake.watchCount).toBe(0), patience);
  });

  test("writes an event about a role that is not allowed, once, and without a secret", async () => {
    await configure("other");
    await open();
    const written: string[] = [];
    const set = fake.set.bind(fake);
    fake.set = (resource, object) => {
      if (resource === "apis/events.k8s.io/v1/events") {
        written.push(JSON.stringify(object));
      }
      return set(resource, object);
    };
    for (let number = 0; number < 5; number++) {
      expect(await exchange()).toBe("role_not_allowed");
    }
    await vi.waitFor(() => expect(written).toHaveLength(1), patience);
    expect(JSON.parse(written[0] ?? "")).toMatchObject({
      type: "Warning",
      reason: "RoleNotAllowed",
      regarding: { kind: "PodIdentityAssociation", namespace: "shop", name: "cart", uid: expect.any(String) },
      note: expect.stringContaining(roleArn("cart")),
    });
    expect(written[0]).not.toMatch(/eyJ|the-token/);
  });
});
