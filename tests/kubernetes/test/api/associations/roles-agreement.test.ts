import {
  checkResourceInput,
  isAllowedRole,
  isRoleAllowedInNamespace,
  parseAllowedRoles,
} from "@eks-auth/service/kubernetes";
import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import {
  associationOf,
  cluster,
  clusterAssociationOf,
  installDefinitions,
  installPolicies,
  type RoleRules,
} from "../../../src/associations/install-associations.ts";
import { startControlPlane } from "../../../src/control-plane/control-plane.ts";
import { isShort } from "../../../src/form.ts";
import { rulesCase } from "./role-arbitraries.ts";

const controlPlane = await prepareOrSkip("rules of roles in CEL", () => startControlPlane());

describe.runIf(controlPlane)("the API server and the service", () => {
  if (controlPlane === undefined) {
    return;
  }
  const { api } = controlPlane;
  const decisions = { allowed: 0, refused: 0 };
  let count = 0;

  beforeAll(() => installDefinitions(controlPlane));
  afterAll(() => controlPlane.stop());

  /** Creates a namespace. A new one is read from etcd, so its annotation is the newest. */
  async function createNamespace(name: string, annotation: string | undefined): Promise<void> {
    const annotations = annotation === undefined ? {} : { "eks-auth.dev/allowed-roles": annotation };
    const { status } = await api.send("POST", "/api/v1/namespaces", {
      body: { metadata: { name, annotations } },
    });
    expect(status).toBe(201);
  }

  /** Whether an association is accepted, by a dry run. */
  async function askApiServer(
    path: string,
    associationWith: typeof associationOf,
    spec: object,
  ): Promise<boolean> {
    const body = associationWith("a", { serviceAccount: "a", ...spec });
    const answer = await api.send("POST", `/apis/eks-auth.dev/v1alpha1/${path}?dryRun=All`, { body });
    if (answer.status !== 201) {
      expect({ status: answer.status, message: answer.body.message }).toEqual({
        status: 403,
        message: expect.stringMatching(
          /'eks-auth-associations' denied request: .* does not allow the (targetR|r)oleArn arn:/,
        ),
      });
    }
    return answer.status === 201;
  }

  const askNamespace = (namespace: string, [roleArn, targetRoleArn]: readonly string[]) =>
    askApiServer(`namespaces/${namespace}/podidentityassociations`, associationOf, {
      roleArn,
      targetRoleArn,
    });
  const askCluster = ([roleArn, targetRoleArn]: readonly string[]) =>
    askApiServer("clusterpodidentityassociations", clusterAssociationOf, {
      namespace: "*",
      roleArn,
      targetRoleArn,
    });

  /** Whether the service gives pods these roles. */
  function askService(
    roles: readonly string[],
    { allowedRoles, namespaceRoles = [] }: RoleRules,
    namespace?: { readonly name: string; readonly annotation: string | undefined },
  ): boolean {
    return roles.every((roleArn) => {
      const { role } = checkResourceInput({ namespace: "a", serviceAccount: "a", roleArn });
      const isInNamespace =
        namespace === undefined ||
        isRoleAllowedInNamespace(
          role,
          namespace.name,
          parseAllowedRoles(namespace.annotation),
          namespaceRoles,
        );
      return isInNamespace && isAllowedRole(role, { ...cluster, allowedRoles });
    });
  }

  it("allow the same roles", { timeout: 300_000 }, async () => {
    const property = fc.asyncProperty(rulesCase, async ({ allowedRoles, namespaceRoles, cases }) => {
      // Names are used once. The globs of the rules get the same end.
      count++;
      const rules = {
        ...(allowedRoles !== undefined && { allowedRoles }),
        namespaceRoles: namespaceRoles.map(({ namespaces, roles }) => ({
          namespaces: namespaces.map((glob) => `${glob}-${count}-*`),
          roles,
        })),
      };
      await installPolicies(controlPlane, rules, ["associations"]);
      for (const [index, { name: label, annotation, requests }] of cases.entries()) {
        const name = `${label}-${count}-${index}`;
        await createNamespace(name, annotation);
        const answers = await Promise.all(
          requests.map(async (roles) => [await askNamespace(name, roles), await askCluster(roles)]),
        );
        for (const [at, roles] of requests.entries()) {
          const isAllowed = askService(roles, rules, { name, annotation });
          expect([roles, answers[at]]).toEqual([roles, [isAllowed, askService(roles, rules)]]);
          decisions[isAllowed ? "allowed" : "refused"]++;
        }
      }
    });
    await fc.assert(property, {
      numRuns: isShort ? 4 : 25,
      interruptAfterTimeLimit: 240_000,
      endOnFailure: true,
    });
    // The property says little if nearly all have the same answer.
    const share = decisions.allowed / (decisions.allowed + decisions.refused);
    expect(share).toBeGreaterThan(0.05);
    expect(share).toBeLessThan(0.95);
  });

  describe("allow the same roles at the limits", () => {
    const longRole = `arn:aws:iam::111122223333:role/${"a".repeat(510)}/${"b".repeat(64)}`;
    const role = "arn:aws:iam::111122223333:role/cart";
    // Ends with the role and has this length, in bytes.
    const fill = (bytes: number, end: string) => `${"x,".repeat(2048)}`.slice(0, bytes - end.length) + end;

    beforeAll(() => installPolicies(controlPlane, {}, ["associations"]));

    test.each([
      ["4,096 bytes", fill(4096, `,${role}`), role, true],
      ["4,097 bytes", fill(4097, `,${role}`), role, false],
      ["2,047 letters of two bytes and more", `${"\u00e9".repeat(2030)},${role}`, role, true],
      ["2,048 letters of two bytes and more", `${"\u00e9".repeat(2048)},${role}`, role, false],
      ["4,096 times *", "*".repeat(4096), longRole, false],
      ["2,048 times *", "*,".repeat(2048), longRole, false],
      ["many *, then nothing else", `arn:aws:iam::*:role/${"*a".repeat(2000)}`, longRole, false],
      ["many * that match", `arn:aws:iam::*:role/${"a*".repeat(255)}/${"*b".repeat(60)}*`, longRole, true],
      ["many ?", `arn:aws:iam::*:role/${"?".repeat(510)}/${"?".repeat(64)}`, longRole, true],
      ["a glob for everything", "arn:*:iam::*:role/*", longRole, true],
      ["an emoji", "arn:aws:iam::111122223333:role/\u{1f600}", role, false],
      ["an end of a quotation", "arn:aws:iam::111122223333:role/\\E.*\\Q", role, false],
      ["a regular expression", "arn:aws:iam::[0-9]*:role/.*", role, false],
      ["an escaped *", "arn:aws:iam::111122223333:role/\\*", role, false],
      ["a line break in a glob", "arn:aws:iam::111122223333:role/ca\nrt", role, false],
    ])("%s", async (title, annotation, roleArn, isAllowed) => {
      const name = `limit-${title.replaceAll(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "")}-${++count}`;
      await createNamespace(name, annotation);
      expect(await askNamespace(name, [roleArn, roleArn])).toBe(isAllowed);
      expect(askService([roleArn], {}, { name, annotation })).toBe(isAllowed);
    });
  });
});
