import { ApiServer } from "@eks-auth/kubernetes";
import { FakeApiServer, fail } from "@eks-auth/test-kit/fake-api-server";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { AssociationEditor, NewAssociation } from "../../../src/associations/association-editor.ts";
import {
  type KubernetesAssociations,
  startKubernetesAssociations,
} from "../../../src/associations/kubernetes/kubernetes-associations.ts";
import { association, cluster, clusterAssociation, roleArn } from "./sample-resources.ts";

const namespaced = "apis/eks-auth.dev/v1alpha1/podidentityassociations";
const ofCluster = "apis/eks-auth.dev/v1alpha1/clusterpodidentityassociations";

const input: NewAssociation = { namespace: "shop", serviceAccount: "cart", roleArn: roleArn("cart") };

let fake: FakeApiServer;
const opened: { close(): void }[] = [];

beforeEach(async () => {
  fake = await FakeApiServer.start();
});
afterEach(async () => {
  for (const one of opened.splice(0)) {
    one.close();
  }
  await fake[Symbol.asyncDispose]();
});

async function start(allowedRoles?: readonly string[]): Promise<KubernetesAssociations> {
  const apiServer = await ApiServer.open({ url: fake.url, readToken: async () => "token" });
  const associations = startKubernetesAssociations(apiServer, {
    cluster,
    allowedRoles,
    namespaceRoles: [],
    // No status is written meanwhile.
    maxJitterMs: 3_600_000,
    onLogEvent() {},
  });
  opened.push(associations, apiServer);
  await associations.whenSynced();
  return associations;
}

function allow(namespace: string, roles: string): void {
  fake.set("api/v1/namespaces", {
    metadata: { name: namespace, annotations: { "eks-auth.dev/allowed-roles": roles } },
  } as never);
}

async function idsOf(editor: AssociationEditor): Promise<string[]> {
  const { associations } = await editor.list({ limit: 100 });
  return associations.map(({ namespace, serviceAccount }) => `${namespace}/${serviceAccount}`).sort();
}

describe("an association that is created", () => {
  test("is a resource of the cluster with annotations, and in use at once", async () => {
    const { editor, find } = await start();
    const created = await editor.create({ ...input, tags: { team: "a" }, requestToken: "t" });
    expect((await find("shop", "cart"))?.role.arn).toBe(roleArn("cart"));
    expect(created).toMatchObject({ namespace: "shop", tags: { team: "a" }, createdAt: expect.any(Date) });
    expect(await editor.get(created.id)).toEqual(created);
    const { tags: _tags, ...listed } = created;
    expect(await editor.list({ limit: 1, namespace: "shop" })).toEqual({
      associations: [listed],
      hasMore: false,
    });
    expect(fake.get(ofCluster, { name: "shop.cart" })).toMatchObject({
      kind: "ClusterPodIdentityAssociation",
      metadata: {
        annotations: {
          "eks-auth.dev/tags": '{"team":"a"}',
          "eks-auth.dev/modified-at": created.modifiedAt?.toISOString(),
          "eks-auth.dev/request-digest": expect.stringMatching(/^.{16}\..{16}$/),
        },
      },
      spec: { namespace: "shop", serviceAccount: "cart", roleArn: roleArn("cart") },
    });
  });

  test("exists already, as either kind", async () => {
    fake.set(namespaced, association("shop", "cart"));
    const { editor } = await start();
    await expect(editor.create(input)).rejects.toMatchObject({ code: "exists" });
    await editor.create({ ...input, namespace: "bank" });
    await expect(editor.create({ ...input, namespace: "bank" })).rejects.toMatchObject({ code: "exists" });
  });

  test("has another name if a resource for other names has it", async () => {
    fake.set(ofCluster, clusterAssociation("shop.cart", { namespace: "other" }));
    const { editor } = await start();
    await editor.create(input);
    expect(await idsOf(editor)).toEqual(["other/shop.cart", "shop/cart"]);
  });

  test("is refused with a role that the cluster does not allow, or a value that is not valid", async () => {
    const { editor } = await start([roleArn("cart")]);
    await expect(editor.create({ ...input, roleArn: roleArn("admin") })).rejects.toMatchObject({
      code: "invalid",
    });
    await expect(editor.create({ ...input, tags: { "aws:a": "" } })).rejects.toMatchObject({
      code: "invalid",
    });
    expect(fake.requests.filter((request) => !request.startsWith("GET"))).toEqual([]);
  });

  test("is one of at most 5,000", async () => {
    for (let at = 0; at < 5000; at++) {
      fake.set(ofCluster, clusterAssociation(`a-${at}`));
    }
    const { editor } = await start();
    await expect(editor.create(input)).rejects.toMatchObject({ code: "limit" });
  });
});

describe("a repeated request", () => {
  const request = { ...input, requestToken: "t" };

  test("returns the existing association, also in another replica and after a restart", async () => {
    const one = await start();
    const created = await one.editor.create(request);
    const other = await start();
    expect(await other.editor.create(request)).toEqual(created);
    const changed = other.editor.create({ ...request, roleArn: roleArn("b") });
    await expect(changed).rejects.toMatchObject({ code: "token_reused" });
  });

  test("at the same time in two replicas creates one", async () => {
    const replicas = [await start(), await start()];
    const [one, other] = await Promise.all(replicas.map(({ editor }) => editor.create(request)));
    expect(one?.id).toBe(other?.id);
    expect(fake.requests.filter((each) => each.startsWith("POST")).length).toBeLessThanOrEqual(2);
    const rivals = replicas.map(({ editor }, at) =>
      editor.create({ ...input, namespace: "bank", roleArn: roleArn(`r-${at}`) }).then(
        () => "created",
        (error) => error.code,
      ),
    );
    expect((await Promise.all(rivals)).sort()).toEqual(["created", "exists"]);
  });
});

describe("an update", () => {
  test("changes the resource in use, of either kind, and keeps what it does not name", async () => {
    allow("shop", roleArn("*"));
    const labelled = association("shop", "cart", { durationSeconds: 900 });
    fake.set(namespaced, {
      ...labelled,
      metadata: { ...labelled.metadata, annotations: { note: "mine" } },
    } as never);
    fake.set(ofCluster, clusterAssociation("teams", { namespace: "team-*", serviceAccount: "*" }));
    const { editor, find } = await start();
    const { associations } = await editor.list({ limit: 10 });
    for (const { id } of associations) {
      await editor.update(id, { roleArn: roleArn("new"), tags: { a: "1" } });
    }
    expect(await find("shop", "cart")).toMatchObject({ role: { arn: roleArn("new") }, durationSeconds: 900 });
    expect((await find("team-1", "app"))?.role.arn).toBe(roleArn("new"));
    expect(fake.get(namespaced, { namespace: "shop", name: "cart" })).toMatchObject({
      metadata: { annotations: { note: "mine", "eks-auth.dev/tags": '{"a":"1"}' } },
      spec: { serviceAccount: "cart", roleArn: roleArn("new"), durationSeconds: 900 },
    });
    const [first] = associations;
    const updated = await editor.update(first?.id ?? "", { tags: { a: null } });
    expect(updated.tags).toEqual({});
    expect((await editor.get(updated.id))?.tags).toEqual({});
  });

  test("is repeated if another writer was faster", async () => {
    const { editor } = await start();
    const { id } = await editor.create(input);
    let conflicts = 3;
    fake.intercept = ({ method }, response) => {
      if (method === "PUT" && conflicts-- > 0) {
        fail(response, 409, "Conflict");
        return true;
      }
      return false;
    };
    await editor.update(id, { tags: { a: "1" } });
    conflicts = 100;
    await expect(editor.update(id, { tags: { a: "2" } })).rejects.toMatchObject({ code: "busy" });
  });

  test("with a role that the namespace does not allow is refused", async () => {
    allow("shop", roleArn("cart"));
    fake.set(namespaced, association("shop", "cart"));
    const { editor } = await start();
    const [existing] = (await editor.list({ limit: 1 })).associations;
    const updated = editor.update(existing?.id ?? "", { roleArn: roleArn("admin") });
    await expect(updated).rejects.toMatchObject({
      code: "invalid",
      message: expect.stringContaining("namespace"),
    });
  });
});

describe("an association that is deleted", () => {
  test("is not in use any more", async () => {
    const { editor, find } = await start();
    const { id } = await editor.create(input);
    expect(await editor.delete(id)).toMatchObject({ id, serviceAccount: "cart" });
    expect(await find("shop", "cart")).toBeUndefined();
    expect(await editor.get(id)).toBeUndefined();
    await expect(editor.delete(id)).rejects.toMatchObject({ code: "missing" });
    await expect(editor.update(id, {})).rejects.toMatchObject({ code: "missing" });
  });

  test("gives way to another one for the same names", async () => {
    allow("shop", roleArn("*"));
    fake.set(
      namespaced,
      association("shop", "cart", { roleArn: roleArn("old") }, { createdAt: "2026-01-01T00:00:00Z" }),
    );
    fake.set(
      namespaced,
      association("shop", "cart-2", { serviceAccount: "cart", roleArn: roleArn("young") }),
    );
    const { editor, find } = await start();
    const { associations } = await editor.list({ limit: 10 });
    expect(associations.map(({ role }) => role.name)).toEqual(["old"]);
    await editor.delete(associations[0]?.id ?? "");
    expect((await find("shop", "cart"))?.role.name).toBe("young");
  });
});

test.each([
  [403, "Forbidden", "unwritable"],
  [422, "Invalid", "invalid"],
  [429, "TooManyRequests", "busy"],
  [500, "InternalError", "outcome_unknown"],
  [503, "ServiceUnavailable", "outcome_unknown"],
  [504, "Timeout", "outcome_unknown"],
])("the answer %i of the API server is %s", async (status, reason, code) => {
  const { editor } = await start();
  fake.intercept = ({ method }, response) => {
    if (method === "POST") {
      fail(response, status, reason);
      return true;
    }
    return false;
  };
  await expect(editor.create(input)).rejects.toMatchObject({ name: "AssociationChangeError", code });
});

test("after a lost connection, it is not known whether a change was made", async () => {
  const { editor } = await start();
  const { id } = await editor.create(input);
  const lose = (lost: string) => {
    fake.intercept = ({ method, socket }) => {
      if (method === lost) {
        socket.destroy();
      }
      return method === lost;
    };
  };
  const unknown = { code: "outcome_unknown", message: expect.stringContaining("Read it before you change") };
  lose("POST");
  await expect(editor.create({ ...input, serviceAccount: "till" })).rejects.toMatchObject(unknown);
  lose("PUT");
  await expect(editor.update(id, { roleArn: roleArn("other") })).rejects.toMatchObject(unknown);
  lose("DELETE");
  await expect(editor.delete(id)).rejects.toMatchObject(unknown);
  // Nothing was sent that changes something.
  lose("GET");
  await expect(editor.delete(id)).rejects.toMatchObject({ code: "unwritable" });
});

test("nothing is listed or changed before all was received", async () => {
  fake.intercept = ({ url = "" }, response) => {
    if (url.includes("clusterpod")) {
      fail(response, 403, "Forbidden");
      return true;
    }
    return false;
  };
  const apiServer = await ApiServer.open({ url: fake.url, readToken: async () => "token" });
  const associations = startKubernetesAssociations(apiServer, {
    cluster,
    namespaceRoles: [],
    onLogEvent() {},
  });
  opened.push(associations, apiServer);
  const { editor } = associations;
  const error = { code: "associations_unavailable" };
  await expect(editor.list({ limit: 1 })).rejects.toMatchObject(error);
  await expect(editor.create(input)).rejects.toMatchObject(error);
  await expect(editor.delete("a-0")).rejects.toMatchObject(error);
});

test("an association is read from the API server, with its tags", async () => {
  const { editor } = await start();
  const { id } = await editor.create({ ...input, tags: { team: "a" } });
  const answer = { status: 404, reason: "NotFound" };
  fake.intercept = ({ method, url = "" }, response) => {
    if (method === "GET" && url.endsWith("/shop.cart")) {
      fail(response, answer.status, answer.reason);
      return true;
    }
    return false;
  };
  expect(await editor.get(id)).toBeUndefined();
  Object.assign(answer, { status: 500, reason: "InternalError" });
  await expect(editor.get(id)).rejects.toMatchObject({
    code: "associations_unavailable",
    message: expect.stringMatching(/^An association of the cluster edge can't be read from its API server: /),
  });
  fake.intercept = () => false;
  expect((await editor.get(id))?.tags).toEqual({ team: "a" });
});

test("a change returns within seconds if its event does not come", async () => {
  const { editor, find } = await start();
  fake.intercept = ({ url = "" }, response) => {
    if (url.includes("watch=true")) {
      response.writeHead(200);
      response.flushHeaders();
      return true;
    }
    return false;
  };
  fake.endWatches();
  await new Promise((resolve) => setTimeout(resolve, 100));
  const created = await editor.create(input);
  expect(created.serviceAccount).toBe("cart");
  expect(await find("shop", "cart")).toBeUndefined();
});
