import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { afterAll, beforeAll, beforeEach, describe, expect, it, test, vi } from "vitest";
import {
  associationOf,
  installDefinitions,
  installPolicies,
} from "../../../src/associations/install-associations.ts";
import type { ApiClient } from "../../../src/control-plane/api-client.ts";
import { startControlPlane } from "../../../src/control-plane/control-plane.ts";
import { attempts, foreignRole, ofShop, ownRole } from "./escape-attempts.ts";
import { createOwner, users } from "./owner.ts";

const controlPlane = await prepareOrSkip("escapes to other roles", () => startControlPlane({ users }));

describe.runIf(controlPlane)("the owner of a namespace", () => {
  if (controlPlane === undefined) {
    return;
  }
  const { api } = controlPlane;
  let owner: ApiClient;
  const namespaceRoles = [{ namespaces: ["team-*"], roles: ["arn:aws:iam::111122223333:role/team-*"] }];

  beforeAll(async () => {
    await installDefinitions(controlPlane);
    await installPolicies(controlPlane, { namespaceRoles });
    ({ owner } = await createOwner(controlPlane));
  });
  afterAll(() => controlPlane.stop());

  /** Creates the owner's association `cart`, and deletes all others. */
  async function createOwn(): Promise<void> {
    await owner.send("DELETE", ofShop);
    const own = associationOf("cart", { serviceAccount: "cart", roleArn: ownRole });
    expect((await owner.send("POST", ofShop, { body: own })).status).toBe(201);
  }

  /** The roles of all associations. */
  async function listRoles(): Promise<string[]> {
    const { body } = await api.send("GET", "/apis/eks-auth.dev/v1alpha1/podidentityassociations");
    return body.items.flatMap(({ spec }: { spec: { roleArn: string; targetRoleArn?: string } }) =>
      [spec.roleArn, spec.targetRoleArn].filter((role) => role !== undefined),
    );
  }

  describe("is refused another role at admission", () => {
    beforeEach(createOwn);

    test.each(attempts)("by $title", async ({ attempt, status, message, isOfPolicy }) => {
      const answer = await attempt(owner);
      expect({ status: answer.status, message: answer.body.message }).toEqual({
        status,
        message: expect.stringContaining(message),
      });
      if (isOfPolicy) {
        expect(answer.body.message).toContain("ValidatingAdmissionPolicy 'eks-auth-associations'");
      }
      expect((await listRoles()).filter((role) => role !== ownRole)).toEqual([]);
    });

    test("also in a dry run, which says the same", async () => {
      const body = associationOf("cart-2", { serviceAccount: "cart", roleArn: foreignRole });
      const dry = await owner.send("POST", `${ofShop}?dryRun=All`, { body });
      expect(dry).toEqual(await owner.send("POST", ofShop, { body }));
    });
  });

  describe("after a role was taken from the namespace", () => {
    const setAnnotation = (value: string) =>
      api.send("PATCH", "/api/v1/namespaces/shop", {
        type: "application/merge-patch+json",
        body: { metadata: { annotations: { "eks-auth.dev/allowed-roles": value } } },
      });
    const merge = (body: object) =>
      owner.send("PATCH", `${ofShop}/cart`, { type: "application/merge-patch+json", body });

    beforeAll(async () => {
      await createOwn();
      await setAnnotation("arn:aws:iam::111122223333:role/shop-till");
      // The policy sees it after a moment.
      await vi.waitFor(async () => expect((await merge({ spec: { serviceAccount: "x" } })).status).toBe(403));
    });

    it.each([
      ["other service accounts", { spec: { serviceAccount: "*" } }],
      ["longer sessions", { spec: { durationSeconds: 43_200 } }],
      ["no session tags", { spec: { disableSessionTags: true } }],
    ])("cannot change the association: %s", async (_title, body) => {
      const { status, body: answer } = await merge(body);
      expect({ status, message: answer.message }).toEqual({
        status: 403,
        message: expect.stringContaining(`the namespace shop does not allow the roleArn ${ownRole}`),
      });
    });

    it("can change its labels, its role to one that is allowed, and delete it", async () => {
      expect((await merge({ metadata: { labels: { a: "b" }, finalizers: ["example.org/a"] } })).status).toBe(
        200,
      );
      expect((await merge({ metadata: { finalizers: [] } })).status).toBe(200);
      expect((await merge({ spec: { roleArn: "arn:aws:iam::111122223333:role/shop-till" } })).status).toBe(
        200,
      );
      expect((await owner.send("DELETE", `${ofShop}/cart`)).status).toBe(200);
    });
  });
});
