import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { ApiServer } from "@eks-auth/kubernetes";
import type { LogEvent } from "@eks-auth/service";
import {
  type KubernetesAssociations,
  podIdentityAssociations,
  startKubernetesAssociations,
} from "@eks-auth/service/kubernetes";
import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import {
  associationOf,
  cluster,
  clusterAssociationOf,
  installDefinitions,
} from "../../../src/associations/install-associations.ts";
import { startControlPlane } from "../../../src/control-plane/control-plane.ts";

/** What the service must be granted. */
const rights: readonly { readonly group: string; readonly resource: string; readonly verb: string }[] = [
  ...["podidentityassociations", "clusterpodidentityassociations"].flatMap((resource) => [
    ...["get", "list", "watch"].map((verb) => ({ group: "eks-auth.dev", resource, verb })),
    { group: "eks-auth.dev", resource: `${resource}/status`, verb: "patch" },
  ]),
  ...["list", "watch"].map((verb) => ({ group: "", resource: "namespaces", verb })),
];

/** The user of a service that lacks one right. */
const userWithout = (index: number): string => `without-${index}`;

const controlPlane = await prepareOrSkip("the association store, with a real API server", () =>
  startControlPlane({
    users: [{ name: "service" }, ...rights.map((_, index) => ({ name: userWithout(index) }))],
  }),
);

const namespace = "shop";
const path = `/apis/eks-auth.dev/v1alpha1/namespaces/${namespace}/podidentityassociations`;
const role = (name: string): string => `arn:aws:iam::111122223333:role/${name}`;
const cart = (name: string, roleArn = role(name)) => associationOf(name, { serviceAccount: name, roleArn });

/** How long a test waits for what must happen. */
const patience = { timeout: 60_000 };

interface Replica {
  readonly apiServer: ApiServer;
  readonly associations: KubernetesAssociations;
  readonly events: LogEvent[];
}

describe.runIf(controlPlane)("the association store, with a real API server", () => {
  if (controlPlane === undefined) {
    return;
  }
  const { api, kubectl, url, caFile, tokens } = controlPlane;
  const replicas: Replica[] = [];

  beforeAll(async () => {
    await installDefinitions(controlPlane);
    const annotations = { "eks-auth.dev/allowed-roles": role("*") };
    await kubectl.create({ apiVersion: "v1", kind: "Namespace", metadata: { name: namespace, annotations } });
    await grant("service", [...rights, { group: "events.k8s.io", resource: "events", verb: "create" }]);
    await Promise.all(
      rights.map((missing, index) =>
        grant(
          userWithout(index),
          rights.filter((right) => right !== missing),
        ),
      ),
    );
  });
  afterEach(() => {
    for (const { associations, apiServer } of replicas.splice(0)) {
      associations.close();
      apiServer.close();
    }
  });
  afterAll(() => controlPlane.stop());

  function grant(user: string, granted: typeof rights): Promise<void> {
    const rules = granted.map(({ group, resource, verb }) => ({
      apiGroups: [group],
      resources: [resource],
      verbs: [verb],
    }));
    const ofRbac = { apiVersion: "rbac.authorization.k8s.io/v1", metadata: { name: user } };
    const roleRef = { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: user };
    const subjects = [{ apiGroup: "rbac.authorization.k8s.io", kind: "User", name: user }];
    return kubectl.create(
      { ...ofRbac, kind: "ClusterRole", rules },
      { ...ofRbac, kind: "ClusterRoleBinding", roleRef, subjects },
    );
  }

  async function startReplica(user = "service"): Promise<Replica> {
    const apiServer = await ApiServer.open({
      url,
      readCa: () => readFile(caFile, "utf8"),
      readToken: async () => tokens.get(user) ?? "",
    });
    const events: LogEvent[] = [];
    const associations = startKubernetesAssociations(apiServer, {
      cluster,
      namespaceRoles: [],
      onLogEvent: (event) => events.push(event),
    });
    const replica = { apiServer, associations, events };
    replicas.push(replica);
    return replica;
  }

  async function startReplicas(): Promise<Replica[]> {
    const started = await Promise.all([startReplica(), startReplica(), startReplica()]);
    await Promise.all(started.map(({ associations }) => associations.whenSynced()));
    return started;
  }

  async function send(method: string, name: string, body?: object): Promise<void> {
    const target = method === "POST" ? path : `${path}/${name}`;
    const { status } = await api.send(method, target, body === undefined ? {} : { body });
    expect(status).toBeLessThan(300);
  }

  /** The role that each replica finds for a service account. */
  function findRoles(from: readonly Replica[], serviceAccount: string): Promise<(string | undefined)[]> {
    return Promise.all(
      from.map(async ({ associations }) => (await associations.find(namespace, serviceAccount))?.role.arn),
    );
  }

  async function statusOf(name: string) {
    const { body } = await api.send("GET", `${path}/${name}`);
    return body.status;
  }

  const waitForReady = (name: string, reason = "Accepted") =>
    vi.waitFor(
      async () => expect((await statusOf(name))?.conditions?.[0]).toMatchObject({ reason }),
      patience,
    );

  it("has a change in force on three replicas within 1 s", async () => {
    const started = await startReplicas();
    const waitedMs: number[] = [];
    for (const name of ["one", "two", "three", "four", "five"]) {
      await kubectl.apply({ ...cart(name), metadata: { name, namespace } });
      const startedAt = performance.now();
      await vi.waitFor(
        async () => expect(await findRoles(started, name)).toEqual([role(name), role(name), role(name)]),
        { ...patience, interval: 10 },
      );
      waitedMs.push(performance.now() - startedAt);
    }
    // On a busy machine, one of them can take longer.
    expect(Math.min(...waitedMs)).toBeLessThan(1_000);
  });

  it("writes the status that kubectl shows, once, and nothing while idle", async () => {
    const started = await startReplicas();
    const applied = started.map(({ apiServer }) => vi.spyOn(apiServer, "apply"));
    await send("POST", "till", cart("till"));
    await kubectl.create(
      clusterAssociationOf("agent", { namespace: "*", serviceAccount: "agent", roleArn: role("agent") }),
    );
    await waitForReady("till");
    const wide = await kubectl.run("get", "podidentityassociations", "till", "--namespace", namespace);
    expect(wide).toMatch(/till .*True/);
    await send("POST", "till-2", associationOf("till-2", { serviceAccount: "till", roleArn: role("other") }));
    await waitForReady("till-2", "Superseded");
    await kubectl.run(
      ...["annotate", "namespace", namespace, "--overwrite", `eks-auth.dev/allowed-roles=${role("t*")}`],
    );
    await waitForReady("one", "NotAllowedInNamespace");
    await kubectl.run(
      ...["annotate", "namespace", namespace, "--overwrite", `eks-auth.dev/allowed-roles=${role("*")}`],
    );
    await waitForReady("one");
    const writes = (): number => applied.reduce((sum, { mock }) => sum + mock.calls.length, 0);
    // Longer than the jitter, until there are no writes any more.
    for (let before = -1; before !== writes(); ) {
      before = writes();
      await sleep(3_000);
    }
    const { body } = await api.send("GET", path);
    const before = writes();
    await sleep(3_000);
    expect(writes()).toBe(before);
    expect((await api.send("GET", path)).body.items).toEqual(body.items);
    expect(started.flatMap(({ events }) => events)).toEqual([]);
  });

  it("takes about 2 kB in etcd with its status", async () => {
    await startReplicas();
    await waitForReady("till");
    // etcd has the same JSON.
    const { body } = await api.send("GET", `${path}/till`);
    const bytes = Buffer.byteLength(JSON.stringify(body));
    process.stdout.write(`An association takes ${bytes} bytes.\n`);
    expect(bytes).toBeGreaterThan(1_500);
    expect(bytes).toBeLessThan(2_500);
  });

  it("keeps the old times, and writes with its own field manager", async () => {
    await startReplicas();
    await waitForReady("till");
    const [, , conflicting] = (await statusOf("till")).conditions;
    await sleep(1_000);
    await kubectl.run(
      ...["annotate", "namespace", namespace, "--overwrite", `eks-auth.dev/allowed-roles=${role("none")}`],
    );
    await waitForReady("till", "NotAllowedInNamespace");
    const { body } = await api.send("GET", `${path}/till`);
    expect(body.status.conditions[2]).toEqual(conflicting);
    expect(body.metadata.managedFields).toContainEqual(
      expect.objectContaining({ manager: "eks-auth", operation: "Apply", subresource: "status" }),
    );
    await kubectl.run(
      ...["annotate", "namespace", namespace, "--overwrite", `eks-auth.dev/allowed-roles=${role("*")}`],
    );
    await waitForReady("till");
  });

  it("answers while the API server is away, and forgets nothing when etcd was compacted", async () => {
    const started = await startReplicas();
    await controlPlane.killApiServer();
    await controlPlane.compactEtcd();
    await vi.waitFor(
      () =>
        expect(started.every(({ events }) => events.some(({ code }) => code === "watch_failed"))).toBe(true),
      patience,
    );
    expect(await findRoles(started, "one")).toEqual([role("one"), role("one"), role("one")]);
    await controlPlane.startApiServer();
    await send("DELETE", "two");
    await send("POST", "six", cart("six"));
    await vi.waitFor(async () => {
      expect(await findRoles(started, "six")).toEqual([role("six"), role("six"), role("six")]);
      expect(await findRoles(started, "two")).toEqual([undefined, undefined, undefined]);
    }, patience);
    for (const name of ["one", "three", "four", "five", "till"]) {
      expect(await findRoles(started, name)).not.toContain(undefined);
    }
    expect(started.map(({ associations }) => associations.status.hasSynced)).toEqual([true, true, true]);
  });

  describe("a missing right is reported, and the rest works", () => {
    it.each(rights.map((right, index) => ({ ...right, index })))(
      "$verb $group/$resource",
      async ({ verb, resource, index }) => {
        const name = `right-${index}`;
        const { associations, events } = await startReplica(userWithout(index));
        // A new status is wanted for both kinds.
        await send("POST", name, cart(name));
        await kubectl.create(
          clusterAssociationOf(name, { namespace: "*", serviceAccount: name, roleArn: role(name) }),
        );
        const refusal = new RegExp(`answered 403.*cannot ${verb} resource "${resource}"`);
        await vi.waitFor(
          () =>
            expect(events).toContainEqual(
              expect.objectContaining({ level: "warn", message: expect.stringMatching(refusal) }),
            ),
          patience,
        );
        if (verb === "list") {
          expect(associations.status.hasSynced).toBe(false);
          await expect(associations.find(namespace, "one")).rejects.toMatchObject({
            code: "associations_unavailable",
          });
        } else {
          await associations.whenSynced();
          expect(await associations.find(namespace, "one")).toMatchObject({ role: { arn: role("one") } });
        }
        await send("DELETE", name);
        await kubectl.run("delete", "clusterpodidentityassociation", name);
      },
    );
  });

  it("writes events for the owner, which kubectl shows", async () => {
    const { associations, apiServer } = await startReplica();
    await associations.whenSynced();
    const created = vi.spyOn(apiServer, "create");
    await send("POST", "refused", cart("refused"));
    await waitForReady("refused");
    associations.noteRefusal({ namespace, serviceAccount: "refused" }, "role_refused");
    await vi.waitFor(async () => {
      const events = await kubectl.run("events", "--namespace", namespace);
      expect(events).toMatch(
        /Warning +RoleRefused +PodIdentityAssociation\/refused +AWS does not let eks-auth assume/,
      );
    }, patience);
    expect(created).toHaveBeenCalledTimes(1);
  });

  it("needs no other rights", async () => {
    const { apiServer, associations, events } = await startReplica();
    await associations.whenSynced();
    await send("POST", "last", cart("last"));
    await waitForReady("last");
    await expect(apiServer.delete({ ...podIdentityAssociations, namespace }, "last")).rejects.toMatchObject({
      code: "forbidden",
    });
    expect(events).toEqual([]);
  });
});
