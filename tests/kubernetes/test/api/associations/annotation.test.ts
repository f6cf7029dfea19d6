import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { installDefinitions, installPolicies } from "../../../src/associations/install-associations.ts";
import type { ApiClient } from "../../../src/control-plane/api-client.ts";
import { startControlPlane } from "../../../src/control-plane/control-plane.ts";
import { annotation, attempts, foreign, mergePatch, named, patchOf, shop } from "./annotation-attempts.ts";
import { allowedInShop, createOwner, users } from "./owner.ts";

const controlPlane = await prepareOrSkip("who can allow roles", () => startControlPlane({ users }));

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

  const read = async () => (await api.send("GET", shop)).body;

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
        expect((await owner.send("PATCH", path, { type: mergePatch, body })).status).toBe(200);
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
        await api.send("PATCH", shop, { type: mergePatch, body: patchOf(allowedInShop) });
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
        type: mergePatch,
        body: patchOf(value),
      });
      expect({ status, message: body.message }).toEqual({
        status: 422,
        message: expect.stringContaining(message),
      });
    });

    it("to 4,096 bytes", async () => {
      const body = patchOf(foreign.padStart(4096));
      expect((await roleAdmin.send("PATCH", shop, { type: mergePatch, body })).status).toBe(200);
    });
  });
});
