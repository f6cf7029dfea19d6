import { ApiServer } from "@eks-auth/kubernetes";
import { FakeApiServer, fail } from "@eks-auth/test-kit/fake-api-server";
import { test as base, describe, vi } from "vitest";
import {
  type KubernetesAssociations,
  startKubernetesAssociations,
} from "../../../src/associations/kubernetes/kubernetes-associations.ts";
import type { AssociationStatus } from "../../../src/associations/kubernetes/resources.ts";
import type { LogEvent } from "../../../src/logging/log-event.ts";
import { association, cluster, clusterAssociation, roleArn } from "./sample-resources.ts";

const plurals = {
  associations: "apis/eks-auth.dev/v1alpha1/podidentityassociations",
  ofCluster: "apis/eks-auth.dev/v1alpha1/clusterpodidentityassociations",
  namespaces: "api/v1/namespaces",
};

/** A fake API server, and the replicas of a test. */
interface Environment {
  readonly fake: FakeApiServer;
  readonly events: LogEvent[];
  /** Starts a replica. */
  start(): Promise<KubernetesAssociations>;
  startSynced(): Promise<KubernetesAssociations>;
  allow(namespace: string, roles: string | undefined): void;
  statusOf(namespace: string, name: string): AssociationStatus | undefined;
  writes(): string[];
  /** Waits until there were no requests for a time that is longer than each jitter. */
  waitUntilIdle(): Promise<void>;
}

const test = base.extend<{ environment: Environment }>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest requires a pattern.
  environment: async ({}, use) => {
    await using fake = await FakeApiServer.start();
    const opened: { close(): void }[] = [];
    await use(createEnvironment(fake, opened));
    for (const one of opened) {
      one.close();
    }
  },
}).concurrent; // They mostly wait for pauses and attempts.

function createEnvironment(fake: FakeApiServer, opened: { close(): void }[]): Environment {
  const events: LogEvent[] = [];
  const environment: Environment = {
    fake,
    events,
    async start() {
      const apiServer = await ApiServer.open({ url: fake.url, readToken: async () => "token" });
      const associations = startKubernetesAssociations(apiServer, {
        cluster,
        namespaceRoles: [],
        maxJitterMs: 50,
        onLogEvent: (event) => events.push(event),
      });
      opened.push(associations, apiServer);
      return associations;
    },
    async startSynced() {
      const associations = await environment.start();
      await associations.whenSynced();
      return associations;
    },
    allow(namespace, roles) {
      const annotations = roles === undefined ? {} : { "eks-auth.dev/allowed-roles": roles };
      fake.set(plurals.namespaces, { metadata: { name: namespace, annotations } } as never);
    },
    statusOf: (namespace, name) =>
      fake.get(plurals.associations, { namespace, name })?.status as AssociationStatus | undefined,
    writes: () => fake.requests.filter((request) => !request.startsWith("GET ")),
    async waitUntilIdle() {
      for (let before = -1; before !== fake.requests.length; ) {
        before = fake.requests.length;
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
    },
  };
  return environment;
}

/** How long a test waits for what must happen. */
const patience = { timeout: 30_000 };

describe.concurrent("the store", () => {
  test("finds the associations of both kinds, and follows changes", async ({
    environment: { fake, startSynced, allow },
    expect,
  }) => {
    fake.set(plurals.associations, association("shop", "cart"));
    fake.set(plurals.ofCluster, clusterAssociation("agent"));
    allow("shop", roleArn("*"));
    const associations = await startSynced();
    expect(await associations.find("shop", "cart")).toMatchObject({
      namespace: "shop",
      serviceAccount: "cart",
      role: { arn: roleArn("cart") },
      id: expect.stringMatching(/^a-/),
    });
    expect(await associations.find("other", "agent")).toMatchObject({ namespace: "*" });
    expect(await associations.find("other", "cart")).toBeUndefined();
    expect([...associations.names()]).toEqual([
      expect.objectContaining({ namespace: "*", serviceAccount: "agent" }),
      expect.objectContaining({ namespace: "shop", serviceAccount: "cart" }),
    ]);
    fake.set(plurals.associations, association("shop", "cart", { roleArn: roleArn("new") }));
    await vi.waitFor(async () => {
      expect(await associations.find("shop", "cart")).toMatchObject({ role: { arn: roleArn("new") } });
    }, patience);
    allow("shop", undefined);
    await vi.waitFor(
      () => expect(associations.find("shop", "cart")).rejects.toMatchObject({ code: "role_not_allowed" }),
      patience,
    );
    fake.delete(plurals.associations, { namespace: "shop", name: "cart" });
    await vi.waitFor(async () => expect(await associations.find("shop", "cart")).toBeUndefined(), patience);
    expect(associations.size).toBe(1);
  });

  test.for(Object.values(plurals))(
    "answers nothing before %s were received",
    async (missing, { environment: { fake, start, waitUntilIdle }, expect }) => {
      let isBlocked = true;
      fake.intercept = ({ url = "" }, response) => {
        if (isBlocked && url.includes(missing)) {
          fail(response, 403, "Forbidden");
          return true;
        }
        return false;
      };
      const associations = await start();
      await vi.waitFor(() => expect(associations.status.failures).toBeGreaterThan(0), patience);
      await waitUntilIdle();
      await expect(associations.find("shop", "cart")).rejects.toMatchObject({
        code: "associations_unavailable",
      });
      expect(associations.status).toMatchObject({ hasSynced: false });
      isBlocked = false;
      await associations.whenSynced();
      expect(await associations.find("shop", "cart")).toBeUndefined();
    },
  );

  test("answers from memory while the API server is away, and forgets nothing", async ({
    environment: { fake, startSynced, allow },
    expect,
  }) => {
    allow("shop", roleArn("*"));
    fake.set(plurals.associations, association("shop", "cart"));
    fake.set(plurals.associations, association("shop", "till"));
    const associations = await startSynced();
    fake.intercept = (request) => {
      request.socket.destroy();
      return true;
    };
    fake.cutWatches();
    fake.delete(plurals.associations, { namespace: "shop", name: "till" });
    fake.compact();
    await vi.waitFor(() => expect(associations.status.failures).toBeGreaterThan(3), patience);
    expect(await associations.find("shop", "cart")).toMatchObject({ role: { arn: roleArn("cart") } });
    expect(await associations.find("shop", "till")).toMatchObject({ role: { arn: roleArn("till") } });
    fake.intercept = () => false;
    await vi.waitFor(async () => expect(await associations.find("shop", "till")).toBeUndefined(), patience);
    expect(await associations.find("shop", "cart")).toBeDefined();
    expect(associations.status.lists).toBeGreaterThan(3);
  });
});

describe.concurrent("the status", () => {
  test("is written once, also by three replicas, and then nothing", async ({
    environment: { fake, startSynced, allow, statusOf, writes, waitUntilIdle },
    expect,
  }) => {
    allow("shop", roleArn("*"));
    fake.set(plurals.associations, association("shop", "cart"));
    fake.set(plurals.ofCluster, clusterAssociation("agent"));
    await Promise.all([startSynced(), startSynced(), startSynced()]);
    await vi.waitFor(() => expect(statusOf("shop", "cart")?.conditions).toHaveLength(3), patience);
    expect(statusOf("shop", "cart")).toMatchObject({
      associationId: expect.stringMatching(/^a-/),
      associationArn: expect.stringContaining("podidentityassociation/edge/a-"),
      observedGeneration: 1,
      conditions: [
        { type: "Ready", status: "True", reason: "Accepted" },
        { type: "RoleAllowed", status: "True" },
        { type: "Conflicting", status: "False" },
      ],
    });
    await waitUntilIdle();
    expect(writes().length).toBeLessThanOrEqual(6);
    const before = fake.requests.length;
    await waitUntilIdle();
    expect(fake.requests.slice(before)).toEqual([]);
    expect(writes()[0]).toMatch(
      /^PATCH \/apis\/eks-auth.dev\/v1alpha1\/.*\/status\?fieldManager=eks-auth&force=true$/,
    );
  });

  test("follows the roles that the namespace allows, and keeps times", async ({
    environment: { fake, startSynced, allow, statusOf, writes },
    expect,
  }) => {
    fake.set(plurals.associations, association("shop", "cart"));
    await startSynced();
    await vi.waitFor(
      () =>
        expect(statusOf("shop", "cart")?.conditions?.[0]).toMatchObject({ reason: "NotAllowedInNamespace" }),
      patience,
    );
    const conflicting = statusOf("shop", "cart")?.conditions?.[2];
    allow("shop", roleArn("cart"));
    await vi.waitFor(
      () => expect(statusOf("shop", "cart")?.conditions?.[0]).toMatchObject({ status: "True" }),
      patience,
    );
    expect(statusOf("shop", "cart")?.conditions?.[2]).toEqual(conflicting);
    expect(writes()).toHaveLength(2);
  });

  test("is not written again if another version wants another one", async ({
    environment: { fake, startSynced, allow, statusOf, writes, waitUntilIdle },
    expect,
  }) => {
    allow("shop", roleArn("cart"));
    fake.set(plurals.associations, association("shop", "cart"));
    await startSynced();
    await vi.waitFor(() => expect(statusOf("shop", "cart")).toBeDefined(), patience);
    const { status, ...stored } = fake.get(plurals.associations, {
      namespace: "shop",
      name: "cart",
    }) as never as {
      status: AssociationStatus;
      metadata: { name: string };
    };
    const conditions = status.conditions?.map((condition) => ({ ...condition, reason: "Ok" }));
    fake.set(plurals.associations, { ...stored, status: { ...status, conditions } } as never);
    await waitUntilIdle();
    expect(writes()).toHaveLength(1);
    // But if its own inputs change, it is.
    allow("shop", undefined);
    await vi.waitFor(
      () =>
        expect(statusOf("shop", "cart")?.conditions?.[0]).toMatchObject({ reason: "NotAllowedInNamespace" }),
      patience,
    );
  });

  test.for([
    [403, "Forbidden", 1],
    [422, "Invalid", 1],
    [404, "NotFound", 0],
  ] as const)(
    "that is refused with %i is logged at most once, and not tried in a loop",
    async ([code, reason, logged], {
      environment: { fake, events, startSynced, allow, writes, waitUntilIdle },
      expect,
    }) => {
      fake.intercept = ({ method }, response) => {
        if (method === "PATCH") {
          fail(response, code, reason);
          return true;
        }
        return false;
      };
      fake.set(plurals.associations, association("shop", "cart"));
      fake.set(plurals.associations, association("shop", "till"));
      const associations = await startSynced();
      await vi.waitFor(() => expect(writes().length).toBeGreaterThan(0), patience);
      await waitUntilIdle();
      expect(writes().length).toBeLessThanOrEqual(3);
      expect(events.filter(({ code: event }) => event === "association_status_failed")).toHaveLength(logged);
      allow("shop", roleArn("*"));
      await vi.waitFor(async () => expect(await associations.find("shop", "cart")).toBeDefined(), patience);
    },
  );

  test("is tried again after an outage, and the log says so", async ({
    environment: { fake, events, startSynced, statusOf },
    expect,
  }) => {
    let isDown = true;
    fake.intercept = ({ method }, response) => {
      if (isDown && method === "PATCH") {
        fail(response, 503, "ServiceUnavailable");
        return true;
      }
      return false;
    };
    fake.set(plurals.associations, association("shop", "cart"));
    await startSynced();
    await vi.waitFor(
      () => expect(events).toMatchObject([{ code: "association_status_failed", level: "warn" }]),
      patience,
    );
    isDown = false;
    await vi.waitFor(() => expect(statusOf("shop", "cart")).toBeDefined(), patience);
    await vi.waitFor(
      () => expect(events.at(-1)).toMatchObject({ code: "association_status_recovered" }),
      patience,
    );
  });

  test("of a resource that conflicts each time is tried three times", async ({
    environment: { fake, events, startSynced, writes, waitUntilIdle },
    expect,
  }) => {
    fake.intercept = ({ method }, response) => {
      if (method === "PATCH") {
        fail(response, 409, "Conflict");
        return true;
      }
      return false;
    };
    fake.set(plurals.associations, association("shop", "cart"));
    await startSynced();
    await vi.waitFor(() => expect(events).toMatchObject([{ code: "association_status_failed" }]), patience);
    await waitUntilIdle();
    expect(writes()).toHaveLength(3);
  });
});

describe.concurrent("events", () => {
  const written = ({ requests }: FakeApiServer): object[] =>
    requests
      .filter((request) => request.startsWith("POST /apis/events.k8s.io/"))
      .map((request) => ({ request }));

  test("are written for refusals that an owner can fix, once for each reason", async ({
    environment: { fake, startSynced, allow, waitUntilIdle },
    expect,
  }) => {
    allow("shop", roleArn("*"));
    fake.set(plurals.associations, association("shop", "cart"));
    const associations = await startSynced();
    const pod = { namespace: "shop", serviceAccount: "cart" };
    associations.noteRefusal(pod, "throttled");
    associations.noteRefusal({ ...pod, serviceAccount: "none" }, "role_refused");
    await waitUntilIdle();
    expect(written(fake)).toEqual([]);
    for (const code of ["role_refused", "role_refused", "invalid_parameter", "role_refused"]) {
      associations.noteRefusal(pod, code);
    }
    await vi.waitFor(() => expect(written(fake)).toHaveLength(2), patience);
    await waitUntilIdle();
    expect(written(fake)).toHaveLength(2);
  });

  test("that are dropped because there are many are written at the next refusal", async ({
    environment: { fake, startSynced, allow, waitUntilIdle },
    expect,
  }) => {
    allow("shop", roleArn("*"));
    const names = ["a", "b", "c", "d", "e"];
    for (const name of names) {
      fake.set(plurals.associations, association("shop", name));
    }
    const associations = await startSynced();
    const refuse = (serviceAccount: string) =>
      associations.noteRefusal({ namespace: "shop", serviceAccount }, "role_refused");
    names.forEach(refuse);
    await vi.waitFor(() => expect(written(fake)).toHaveLength(4), patience);
    await waitUntilIdle();
    names.forEach(refuse);
    await vi.waitFor(() => expect(written(fake)).toHaveLength(5), patience);
  });

  test("are written for a resource that is not valid", async ({
    environment: { fake, startSynced },
    expect,
  }) => {
    fake.set(plurals.associations, association("shop", "cart", { durationSeconds: 1 }));
    await startSynced();
    await vi.waitFor(() => expect(written(fake)).toHaveLength(1), patience);
  });
});
