import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { installDefinitions, installPolicies } from "../../../src/associations/install-associations.ts";
import type { ApiClient, ApiResponse } from "../../../src/control-plane/api-client.ts";
import { startControlPlane } from "../../../src/control-plane/control-plane.ts";
import { allowedInShop, createOwner, users } from "./owner.ts";

const controlPlane = await prepareOrSkip("who can allow roles", () => startControlPlane({ users }));

const annotation = "eks-auth.dev/allowed-roles";
const foreign = "arn:aws:iam::111122223333:role/foreign";
const types = {
  merge: "application/merge-patch+json",
  strategic: "application/strategic-merge-patch+json",
  json: "application/json-patch+json",
  apply: "application/apply-patch+yaml",
};

describe.runIf(controlPlane)("the annotation of a namespace", () => {
  if (controlPlane === undefined) {
    return;
  }
  const { api, kubectl } = controlPlane;
  let owner: ApiClient;
  let roleAdmin: ApiClient;

  beforeAll(async () => {
    await installDefinitions(controlPlane);
    await installPolicies(controlPlane, {});
    ({ owner, roleAdmin } = await createOwner(controlPlane));
  });
  afterAll(() => controlPlane.stop());

  const shop = "/api/v1/namespaces/shop";
  const read = async () => (await api.send("GET", shop)).body;

  /** The namespace with another value, or without one. */
  async function changed(value: string | undefined): Promise<object> {
    const namespace = await read();
    const { [annotation]: _old, ...others } = namespace.metadata.annotations;
    const annotations = value === undefined ? others : { ...others, [annotation]: value };
    return { ...namespace, metadata: { ...namespace.metadata, annotations } };
  }
  const patchOf = (value: string | null) => ({ metadata: { annotations: { [annotation]: value } } });
  const named = (name: object) => ({ metadata: { ...name, annotations: { [annotation]: foreign } } });

  /** Ways to change it, each as the user of the client. */
  const attempts: readonly (readonly [string, (client: ApiClient) => Promise<ApiResponse>])[] = [
    ["an update", async (client) => client.send("PUT", shop, { body: await changed(foreign) })],
    [
      "an update that removes it",
      async (client) => client.send("PUT", shop, { body: await changed(undefined) }),
    ],
    ["an update that empties it", async (client) => client.send("PUT", shop, { body: await changed("") })],
    [
      "an update of spaces only",
      async (client) => client.send("PUT", shop, { body: await changed(`${allowedInShop} `) }),
    ],
    ...(["merge", "strategic"] as const).flatMap((type) =>
      [foreign, null].map(
        (value) =>
          [
            `a ${type} patch to ${value}`,
            (client: ApiClient) => client.send("PATCH", shop, { body: patchOf(value), type: types[type] }),
          ] as const,
      ),
    ),
    [
      "a JSON patch",
      (client) =>
        client.send("PATCH", shop, {
          type: types.json,
          body: [
            { op: "replace", path: "/metadata/annotations/eks-auth.dev~1allowed-roles", value: foreign },
          ],
        }),
    ],
    [
      "a JSON patch that moves another annotation there",
      (client) =>
        client.send("PATCH", shop, {
          type: types.json,
          body: [
            { op: "add", path: "/metadata/annotations/x", value: foreign },
            {
              op: "move",
              from: "/metadata/annotations/x",
              path: "/metadata/annotations/eks-auth.dev~1allowed-roles",
            },
          ],
        }),
    ],
    [
      "server-side apply",
      (client) =>
        client.send("PATCH", `${shop}?fieldManager=owner&force=true`, {
          type: types.apply,
          body: { apiVersion: "v1", kind: "Namespace", ...named({ name: "shop" }) },
        }),
    ],
    [
      "server-side apply of the status",
      (client) =>
        client.send("PATCH", `${shop}/status?fieldManager=owner&force=true`, {
          type: types.apply,
          body: { apiVersion: "v1", kind: "Namespace", ...named({ name: "shop" }) },
        }),
    ],
    [
      "an update of the status",
      async (client) => client.send("PUT", `${shop}/status`, { body: await changed(foreign) }),
    ],
    [
      "a patch of the status",
      (client) => client.send("PATCH", `${shop}/status`, { type: types.merge, body: patchOf(foreign) }),
    ],
    [
      "an update of the finalizers",
      async (client) => client.send("PUT", `${shop}/finalize`, { body: await changed(foreign) }),
    ],
    [
      "a dry run",
      async (client) => client.send("PUT", `${shop}?dryRun=All`, { body: await changed(foreign) }),
    ],
    [
      "another way to write the path",
      (client) => client.send("PATCH", `${shop}/?pretty=true`, { type: types.merge, body: patchOf(foreign) }),
    ],
    [
      "a new namespace",
      (client) => client.send("POST", "/api/v1/namespaces", { body: named({ name: "mine" }) }),
    ],
    [
      "a new namespace with a generated name",
      (client) => client.send("POST", "/api/v1/namespaces", { body: named({ generateName: "mine-" }) }),
    ],
    [
      "a new namespace by server-side apply",
      (client) =>
        client.send("PATCH", "/api/v1/namespaces/mine?fieldManager=owner", {
          type: types.apply,
          body: { apiVersion: "v1", kind: "Namespace", ...named({ name: "mine" }) },
        }),
    ],
  ];

  test.each(attempts)("is safe from its owner: %s", async (_title, attempt) => {
    const before = await read();
    const { status, body } = await attempt(owner);
    expect({ status, message: body.message }).toEqual({
      status: 403,
      message: expect.stringContaining(
        "'eks-auth-namespaces' denied request: only users who can set allowedroles.eks-auth.dev can set, change or remove",
      ),
    });
    expect(await read()).toEqual(before);
    expect((await api.send("GET", "/api/v1/namespaces/mine")).status).toBe(404);
  });

  it("is safe from an owner who deletes the namespace and creates it again", async () => {
    await kubectl.run("create", "namespace", "temporary");
    const path = "/api/v1/namespaces/temporary";
    const { body } = await owner.send("DELETE", path);
    // No controller runs, so the owner ends the deletion.
    await owner.send("PUT", `${path}/finalize`, { body: { ...body, spec: { finalizers: [] } } });
    await expect.poll(async () => (await api.send("GET", path)).status).toBe(404);
    const created = await owner.send("POST", "/api/v1/namespaces", { body: named({ name: "temporary" }) });
    expect(created.status).toBe(403);
  });

  it("says with kubectl who can change it", async () => {
    const { exitCode, stderr } = await kubectl
      .as("owner")
      .try("annotate", "--overwrite", "namespace", "shop", `${annotation}=${foreign}`);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("An administrator can bind the ClusterRole eks-auth-");
  });

  describe("leaves an owner", () => {
    it("the labels, other annotations, status and finalizers", async () => {
      for (const path of [shop, `${shop}/status`]) {
        const body = { metadata: { labels: { a: path.length.toString() }, annotations: { b: "c" } } };
        expect((await owner.send("PATCH", path, { type: types.merge, body })).status).toBe(200);
      }
      const namespace = await read();
      expect((await owner.send("PUT", shop, { body: namespace })).status).toBe(200);
      expect((await owner.send("PUT", `${shop}/finalize`, { body: await read() })).status).toBe(200);
    });

    it("new namespaces without it", async () => {
      const body = {
        metadata: { generateName: "free-", annotations: { "eks-auth.dev/Allowed-Roles": foreign } },
      };
      expect((await owner.send("POST", "/api/v1/namespaces", { body })).status).toBe(201);
    });
  });

  describe("can be changed by a user with the right", () => {
    test.each(attempts.filter(([title]) => !title.includes("new namespace")))(
      "%s",
      async (_title, attempt) => {
        const before = await read();
        expect((await attempt(roleAdmin)).status).toBe(200);
        expect((await read()).metadata.uid).toBe(before.metadata.uid);
        await api.send("PATCH", shop, { type: types.merge, body: patchOf(allowedInShop) });
      },
    );

    test.each([
      ["a name", "cart", "must have ARNs of IAM roles"],
      ["everything", "*", "must have ARNs of IAM roles"],
      ["a user", "arn:aws:iam::111122223333:user/cart", "must have ARNs of IAM roles"],
      ["one that is not valid among others", `${foreign}, cart`, "must have ARNs of IAM roles"],
      ["4,097 bytes", foreign.padStart(4097), "must have at most 4096 bytes"],
    ])("but not to %s", async (_title, value, message) => {
      const { status, body } = await roleAdmin.send("PATCH", shop, {
        type: types.merge,
        body: patchOf(value),
      });
      expect({ status, message: body.message }).toEqual({
        status: 422,
        message: expect.stringContaining(message),
      });
    });

    it("to 4,096 bytes", async () => {
      const body = patchOf(foreign.padStart(4096));
      expect((await roleAdmin.send("PATCH", shop, { type: types.merge, body })).status).toBe(200);
    });
  });
});
