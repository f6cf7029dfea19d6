import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import {
  associationOf,
  clusterAssociationOf,
  installDefinitions,
} from "../../../src/associations/install-associations.ts";
import { startControlPlane } from "../../../src/control-plane/control-plane.ts";
import { badSpecs, goodSpecs } from "./specs.ts";

const controlPlane = await prepareOrSkip("the definitions of associations", () => startControlPlane());

describe.runIf(controlPlane)("the resources of associations", () => {
  if (controlPlane === undefined) {
    return;
  }
  const { api, kubectl } = controlPlane;

  beforeAll(async () => {
    await installDefinitions(controlPlane);
    await kubectl.run("create", "namespace", "shop");
  });
  afterAll(() => controlPlane.stop());

  const send = (path: string, body: object) =>
    api.send("POST", `/apis/eks-auth.dev/v1alpha1/${path}?dryRun=All`, { body });
  const create = (spec: object) =>
    send("namespaces/shop/podidentityassociations", associationOf("cart", spec));
  const createForCluster = (spec: object) =>
    send("clusterpodidentityassociations", clusterAssociationOf("cart", spec));

  describe("a PodIdentityAssociation", () => {
    test.each(goodSpecs)("is accepted with $title", async ({ spec }) => {
      expect(await create(spec)).toMatchObject({ status: 201 });
    });

    test.each(badSpecs)("is refused with $title", async ({ spec, field, message }) => {
      const { status, body } = await create(spec);
      expect({ status, causes: body.details.causes }).toEqual({
        status: 422,
        causes: expect.arrayContaining([
          expect.objectContaining({ field: `spec.${field}`, message: expect.stringContaining(message) }),
        ]),
      });
      // It names nothing else, apart from the rules that could not be checked.
      const fields = body.details.causes.map((cause: { field: string }) => cause.field);
      expect(new Set(fields.filter((name: string) => name !== "<nil>"))).toEqual(new Set([`spec.${field}`]));
    });

    it("is refused by kubectl with an unknown field, as an entry of a file is", async () => {
      const spec = { ...goodSpecs[0]?.spec, namespace: "other" };
      const refused = kubectl.create({
        ...associationOf("other", spec),
        metadata: { name: "other", namespace: "shop" },
      });
      await expect(refused).rejects.toThrow('unknown field "namespace"');
      // Without this check, the API server drops it.
      expect((await create(spec)).body.spec).not.toHaveProperty("namespace");
    });

    it("has session tags by default", async () => {
      expect((await create(goodSpecs[0]?.spec ?? {})).body.spec.disableSessionTags).toBe(false);
    });
  });

  describe("a ClusterPodIdentityAssociation", () => {
    test.each(goodSpecs)("is accepted with $title", async ({ spec }) => {
      expect(await createForCluster({ namespace: "shop", ...spec })).toMatchObject({ status: 201 });
    });

    test.each(badSpecs)("is refused with $title", async ({ spec, field, message }) => {
      const { status, body } = await createForCluster({ namespace: "shop", ...spec });
      expect({ status, causes: body.details.causes }).toEqual({
        status: 422,
        causes: expect.arrayContaining([
          expect.objectContaining({ field: `spec.${field}`, message: expect.stringContaining(message) }),
        ]),
      });
    });

    test.each([
      ["a", 201],
      ["a".repeat(63), 201],
      ["team-*", 201],
      ["*", 201],
      ["?", 201],
      ["a".repeat(64), 422],
      ["", 422],
      ["-a", 422],
      ["a.b", 422],
      ["A", 422],
      ["a/b", 422],
    ])("with the namespace %j: %i", async (namespace, status) => {
      const answer = await createForCluster({ ...goodSpecs[0]?.spec, namespace });
      expect(answer.status).toBe(status);
      if (status === 422) {
        expect(answer.body.details.causes[0].field).toBe("spec.namespace");
      }
    });

    it("needs a namespace", async () => {
      const { status, body } = await createForCluster(goodSpecs[0]?.spec ?? {});
      expect({ status, message: body.message }).toEqual({
        status: 422,
        message: expect.stringContaining("spec.namespace: Required value"),
      });
    });

    it("can have the external ID of its own service account, but not of another namespace's", async () => {
      const spec = {
        serviceAccount: "cart",
        roleArn: "arn:aws:iam::111122223333:role/cart",
        targetRoleArn: "arn:aws:iam::444455556666:role/cart",
        externalId: "eu-west-1/111122223333/edge/shop/cart",
      };
      expect(await createForCluster({ ...spec, namespace: "shop" })).toMatchObject({ status: 201 });
      expect(await createForCluster({ ...spec, namespace: "shop-2" })).toMatchObject({ status: 422 });
      expect(await createForCluster({ ...spec, namespace: "s*" })).toMatchObject({ status: 422 });
    });
  });
});
