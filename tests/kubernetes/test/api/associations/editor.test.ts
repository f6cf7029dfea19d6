import { readFile } from "node:fs/promises";
import { ApiServer } from "@eks-auth/kubernetes";
import {
  clusterPodIdentityAssociations,
  type KubernetesAssociations,
  podIdentityAssociations,
  startKubernetesAssociations,
} from "@eks-auth/service/kubernetes";
import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { cluster } from "../../../src/associations/install-associations.ts";
import { renderChart, requiredValues } from "../../../src/chart/helm.ts";
import { startControlPlane } from "../../../src/control-plane/control-plane.ts";

const controlPlane = await prepareOrSkip(
  "changes of associations, with a real API server",
  startControlPlane,
);

const role = (name: string): string => `arn:aws:iam::111122223333:role/${name}`;
const input = { namespace: "shop", serviceAccount: "cart", roleArn: role("cart") };

describe.runIf(controlPlane)("changes of associations, with the rights of the chart", () => {
  if (controlPlane === undefined) {
    return;
  }
  const { kubectl, url, caFile } = controlPlane;
  const opened: { close(): void }[] = [];

  beforeAll(async () => {
    await install(true);
    const annotations = { "eks-auth.dev/allowed-roles": role("cart") };
    await kubectl.create({ apiVersion: "v1", kind: "Namespace", metadata: { name: "shop", annotations } });
  });
  afterEach(() => {
    for (const each of opened.splice(0)) {
      each.close();
    }
  });
  afterAll(() => controlPlane.stop());

  /** Applies the roles and the definitions of the chart. */
  async function install(changeAssociations: boolean): Promise<void> {
    const objects = await renderChart({ cluster: { ...requiredValues.cluster, changeAssociations } });
    const namespace = { apiVersion: "v1", kind: "Namespace", metadata: { name: "eks-auth" } };
    await kubectl.apply(namespace);
    await kubectl.apply(
      ...objects.filter(({ kind }) => /Role|ServiceAccount|CustomResourceDefinition/.test(kind)),
    );
    await kubectl.run("wait", "crd", "--all", "--for=condition=Established", "--timeout=30s");
  }

  async function start(): Promise<KubernetesAssociations & { readonly apiServer: ApiServer }> {
    const token = (await kubectl.run("create", "token", "eks-auth-serve", "--namespace=eks-auth")).trim();
    const apiServer = await ApiServer.open({
      url,
      readCa: () => readFile(caFile, "utf8"),
      readToken: async () => token,
    });
    const associations = startKubernetesAssociations(apiServer, {
      cluster,
      namespaceRoles: [],
      onLogEvent() {},
    });
    opened.push(associations, apiServer);
    await associations.whenSynced();
    return Object.assign(associations, { apiServer });
  }

  it("creates, updates and deletes, each in use at once", async () => {
    const { editor, find, apiServer } = await start();
    const created = await editor.create({ ...input, tags: { team: "a" }, requestToken: "t" });
    expect((await find("shop", "cart"))?.role.arn).toBe(role("cart"));
    expect(await editor.create({ ...input, tags: { team: "a" }, requestToken: "t" })).toMatchObject({
      id: created.id,
      createdAt: created.createdAt,
    });
    // The service writes the status at about the same time.
    for (const name of ["one", "two", "three"]) {
      await editor.update(created.id, { roleArn: role(name), tags: { name } });
      expect((await find("shop", "cart"))?.role.arn).toBe(role(name));
    }
    expect((await editor.get(created.id))?.tags).toEqual({ team: "a", name: "three" });
    const object = await apiServer.get(clusterPodIdentityAssociations, "shop.cart");
    expect(object.metadata.annotations?.["eks-auth.dev/tags"]).toBe('{"team":"a","name":"three"}');
    await editor.delete(created.id);
    expect(await find("shop", "cart")).toBeUndefined();
    expect(await editor.list({ limit: 10 })).toEqual({ associations: [], hasMore: false });
  });

  it("lets one of two replicas create an association, and loses none", async () => {
    const replicas = [await start(), await start()];
    const names = Array.from({ length: 20 }, (_, at) => `app-${at}`);
    const results = await Promise.all(
      names.flatMap((serviceAccount) =>
        replicas.map(({ editor }) =>
          editor.create({ ...input, serviceAccount }).then(
            ({ id }) => id,
            (error) => error.code,
          ),
        ),
      ),
    );
    expect(results.filter((result) => result === "exists")).toHaveLength(20);
    for (const { editor } of replicas) {
      await expect
        .poll(async () => (await editor.list({ limit: 100 })).associations.length, { timeout: 10_000 })
        .toBe(20);
    }
    const [one, other] = replicas;
    const { associations } = (await one?.editor.list({ limit: 100 })) ?? { associations: [] };
    await Promise.all(associations.map(({ id }, at) => (at % 2 === 0 ? one : other)?.editor.delete(id)));
    await expect
      .poll(async () => (await other?.editor.list({ limit: 100 }))?.associations, { timeout: 10_000 })
      .toEqual([]);
  });

  it("changes the resource of a namespace, within the roles that it allows", async () => {
    await kubectl.create({
      apiVersion: "eks-auth.dev/v1alpha1",
      kind: "PodIdentityAssociation",
      metadata: { name: "till", namespace: "shop", labels: { team: "a" } },
      spec: { serviceAccount: "till", roleArn: role("cart"), durationSeconds: 900 },
    });
    const { editor, apiServer } = await start();
    const { associations } = await editor.list({ limit: 10, namespace: "shop", serviceAccount: "till" });
    const id = associations[0]?.id ?? "";
    await expect(editor.update(id, { roleArn: role("admin") })).rejects.toMatchObject({ code: "invalid" });
    expect(await editor.update(id, { tags: { a: "1" } })).toMatchObject({ durationSeconds: 900 });
    const path = { ...podIdentityAssociations, namespace: "shop" };
    expect(await apiServer.get(path, "till")).toMatchObject({ metadata: { labels: { team: "a" } } });
    await editor.delete(id);
    await expect(apiServer.get(path, "till")).rejects.toMatchObject({ code: "not_found" });
  });

  it("is refused without cluster.changeAssociations, and says what grants it", async () => {
    await install(false);
    const { editor } = await start();
    await expect(editor.create({ ...input, serviceAccount: "late" })).rejects.toMatchObject({
      code: "unwritable",
      message: expect.stringContaining("cluster.changeAssociations: true"),
    });
  });
});
