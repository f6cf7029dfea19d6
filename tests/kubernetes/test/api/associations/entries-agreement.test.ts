import type { AssociationInput } from "@eks-auth/service";
import { checkResourceInput } from "@eks-auth/service/kubernetes";
import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import {
  associationOf,
  clusterAssociationOf,
  installDefinitions,
} from "../../../src/associations/install-associations.ts";
import { startControlPlane } from "../../../src/control-plane/control-plane.ts";
import { isShort } from "../../../src/form.ts";
import { associationArbitrary } from "./spec-arbitraries.ts";

const controlPlane = await prepareOrSkip("rules of entries in CEL", () => startControlPlane());

/** A PodIdentityAssociation can only be for its own namespace. */
const shop = "shop";

describe.runIf(controlPlane)("the API server and the service", () => {
  if (controlPlane === undefined) {
    return;
  }
  const { api, kubectl } = controlPlane;

  beforeAll(async () => {
    await installDefinitions(controlPlane);
    await kubectl.run("create", "namespace", shop);
  });
  afterAll(() => controlPlane.stop());

  /** Whether a resource is accepted; a PodIdentityAssociation unless `isOfCluster`. */
  async function askApiServer(
    { namespace, ...spec }: AssociationInput,
    isOfCluster: boolean,
  ): Promise<boolean> {
    const [path, body] = isOfCluster
      ? ["clusterpodidentityassociations", clusterAssociationOf("a", { namespace, ...spec })]
      : [`namespaces/${shop}/podidentityassociations`, associationOf("a", spec)];
    const answer = await api.send("POST", `/apis/eks-auth.dev/v1alpha1/${path}?dryRun=All`, { body });
    expect([201, 422]).toContain(answer.status);
    return answer.status === 201;
  }

  function askService(association: AssociationInput): boolean {
    try {
      checkResourceInput(association);
      return true;
    } catch (error) {
      expect(error).toMatchObject({ code: "invalid" });
      return false;
    }
  }

  it("accept the same associations", { timeout: 300_000 }, async () => {
    const counts = { accepted: 0, refused: 0 };
    const property = fc.asyncProperty(associationArbitrary, fc.boolean(), async (any, isOfCluster) => {
      const association = isOfCluster ? any : { ...any, namespace: shop };
      // The API server does not know the namespace of a PodIdentityAssociation.
      fc.pre(isOfCluster || !/^[a-z-]+-\d+\/\d{12}\/[^/]+\/(?!shop\/)/.test(association.externalId ?? ""));
      const isAccepted = askService(association);
      counts[isAccepted ? "accepted" : "refused"]++;
      expect([association, await askApiServer(association, isOfCluster)]).toEqual([association, isAccepted]);
    });
    await fc.assert(property, { numRuns: isShort ? 300 : 3_000, interruptAfterTimeLimit: 240_000 });
    // The property says little if nearly all have the same answer.
    expect(Math.min(counts.accepted, counts.refused) / (counts.accepted + counts.refused)).toBeGreaterThan(
      0.05,
    );
  });

  const cart = { namespace: shop, serviceAccount: "cart", roleArn: "arn:aws:iam::111122223333:role/cart" };
  const withPolicy = (policy: string) => ({ ...cart, disableSessionTags: true, policy });

  describe("do not know the same", () => {
    test.each<[string, AssociationInput]>([
      ["a policy is not JSON", withPolicy('{"Statement": [}')],
      ["its statement is in another map", withPolicy('{"a": {"Statement": []}}')],
      ["its letters are written as escapes", withPolicy('{"Statement": "\\u0100"}')],
      [
        "an external ID is of another namespace",
        {
          ...cart,
          targetRoleArn: cart.roleArn,
          externalId: "eu-west-1/111122223333/edge/other/cart",
        },
      ],
      [
        "two roles are in two partitions",
        { ...cart, targetRoleArn: "arn:aws-cn:iam::111122223333:role/cart" },
      ],
    ])("only the service knows that %s", async (_title, association) => {
      expect([await askApiServer(association, false), askService(association)]).toEqual([true, false]);
    });

    test.each<[string, AssociationInput]>([
      [
        "a policy has more than 2,048 characters with its spaces",
        withPolicy(`{"Statement":[]${" ".repeat(2048)}}`),
      ],
      ["the word Statement is written with escapes", withPolicy('{"\\u0053tatement":[]}')],
      ["a policy is a map", { ...cart, disableSessionTags: true, policy: { Statement: [] } }],
    ])("only the API server refuses if %s", async (_title, association) => {
      expect([await askApiServer(association, false), askService(association)]).toEqual([false, true]);
    });
  });
});
