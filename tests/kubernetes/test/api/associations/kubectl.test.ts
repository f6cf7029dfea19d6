import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  associationOf,
  clusterAssociationOf,
  installDefinitions,
} from "../../../src/associations/install-associations.ts";
import { startControlPlane } from "../../../src/control-plane/control-plane.ts";

const controlPlane = await prepareOrSkip("kubectl, with associations", () => startControlPlane());

describe.runIf(controlPlane)("kubectl", () => {
  if (controlPlane === undefined) {
    return;
  }
  const { api, kubectl } = controlPlane;
  const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;

  beforeAll(async () => {
    await installDefinitions(controlPlane);
    await kubectl.run("create", "namespace", "shop");
    const path = "namespaces/shop/podidentityassociations";
    await create(path, associationOf("cart", { serviceAccount: "cart", roleArn: role("cart") }), {
      status: "True",
      reason: "Accepted",
      message: "Pods get the role.",
    });
    await create(
      path,
      associationOf("reports", {
        serviceAccount: "reports-*",
        roleArn: role("reports"),
        targetRoleArn: "arn:aws:iam::444455556666:role/reader",
      }),
      {
        status: "False",
        reason: "NotAllowedInNamespace",
        message: "The namespace shop does not allow the role.",
      },
    );
    await create(
      "clusterpodidentityassociations",
      clusterAssociationOf("teams", { namespace: "team-*", serviceAccount: "*", roleArn: role("teams") }),
    );
  });
  afterAll(() => controlPlane.stop());

  async function create(path: string, body: object, ready?: object): Promise<void> {
    const url = `/apis/eks-auth.dev/v1alpha1/${path}`;
    const { body: created } = await api.send("POST", url, { body });
    if (ready !== undefined) {
      const condition = { type: "Ready", ...ready, lastTransitionTime: "2026-01-02T03:04:05Z" };
      const status = { associationId: "a-0123456789abcdefg", conditions: [condition] };
      await api.send("PUT", `${url}/${created.metadata.name}/status`, { body: { ...created, status } });
    }
  }

  /** Without the age, and the spaces at the end of lines. */
  const get = async (...args: readonly string[]) =>
    (await kubectl.run("get", ...args)).replaceAll(/ {3}\d+s( {3}|$)/gm, "   9s$1").replaceAll(/ +$/gm, "");

  it("prints what each association is for, and whether it works", async () => {
    expect(await get("pia", "--namespace", "shop")).toMatchInlineSnapshot(`
      "NAME      SERVICE ACCOUNT   ROLE                                     READY   REASON                  AGE
      cart      cart              arn:aws:iam::111122223333:role/cart      True    Accepted                9s
      reports   reports-*         arn:aws:iam::111122223333:role/reports   False   NotAllowedInNamespace   9s
      "
    `);
    expect(await get("cpia")).toMatchInlineSnapshot(`
      "NAME    FOR NAMESPACE   SERVICE ACCOUNT   ROLE                                   READY   REASON   AGE
      teams   team-*          *                 arn:aws:iam::111122223333:role/teams                    9s
      "
    `);
  });

  it("prints target role, ID and message with --output wide", async () => {
    expect(await get("pia", "--namespace", "shop", "--output", "wide")).toMatchInlineSnapshot(`
      "NAME      SERVICE ACCOUNT   ROLE                                     READY   REASON                  AGE   TARGET ROLE                             ID                    MESSAGE
      cart      cart              arn:aws:iam::111122223333:role/cart      True    Accepted                9s                                            a-0123456789abcdefg   Pods get the role.
      reports   reports-*         arn:aws:iam::111122223333:role/reports   False   NotAllowedInNamespace   9s    arn:aws:iam::444455556666:role/reader   a-0123456789abcdefg   The namespace shop does not allow the role.
      "
    `);
  });

  it("lists both kinds by their category", async () => {
    expect((await get("eks-auth", "--all-namespaces", "--output", "name")).trim().split("\n")).toEqual([
      "clusterpodidentityassociation.eks-auth.dev/teams",
      "podidentityassociation.eks-auth.dev/cart",
      "podidentityassociation.eks-auth.dev/reports",
    ]);
  });

  it("explains every field", async () => {
    expect(await kubectl.run("explain", "pia")).toMatchInlineSnapshot(`
      "GROUP:      eks-auth.dev
      KIND:       PodIdentityAssociation
      VERSION:    v1alpha1

      DESCRIPTION:
          Gives the pods of service accounts in its namespace an IAM role. The
          annotation eks-auth.dev/allowed-roles of the namespace, or namespaceRoles in
          the configuration of the service, must allow the role.
          
      FIELDS:
        apiVersion	<string>
          APIVersion defines the versioned schema of this representation of an object.
          Servers should convert recognized schemas to the latest internal value, and
          may reject unrecognized values. More info:
          https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#resources

        kind	<string>
          Kind is a string value representing the REST resource this object
          represents. Servers may infer this from the endpoint the client submits
          requests to. Cannot be updated. In CamelCase. More info:
          https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#types-kinds

        metadata	<ObjectMeta>
          Standard object's metadata. More info:
          https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#metadata

        spec	<Object> -required-
          Which service accounts get which role.

        status	<Object>
          The state, which the service writes.


      "
    `);
    expect(await kubectl.run("explain", "cpia.spec")).toMatchInlineSnapshot(`
      "GROUP:      eks-auth.dev
      KIND:       ClusterPodIdentityAssociation
      VERSION:    v1alpha1

      FIELD: spec <Object>


      DESCRIPTION:
          Which service accounts get which role.
          
      FIELDS:
        disableSessionTags	<boolean>
          Whether sessions have no tags for cluster, service account and pod.

        durationSeconds	<integer>
          The lifetime of credentials in seconds; at most 3600 with a target role.

        externalId	<string>
          The sts:ExternalId for the target role's trust policy.

        namespace	<string> -required-
          The namespace: its name, or a glob with * and ?.

        policy	<string>
          A session policy that restricts the last role: JSON text of at most 2048
          characters. It needs disableSessionTags: true.

        roleArn	<string> -required-
          The ARN of the IAM role that its pods get.

        serviceAccount	<string> -required-
          The service account: its name, or a glob with * and ?.

        targetRoleArn	<string>
          The ARN of a second role, in any account, assumed with the credentials of
          the first. The pods get a session of this one.


      "
    `);
    expect(await kubectl.run("explain", "pia.status")).toMatchInlineSnapshot(`
      "GROUP:      eks-auth.dev
      KIND:       PodIdentityAssociation
      VERSION:    v1alpha1

      FIELD: status <Object>


      DESCRIPTION:
          The state, which the service writes.
          
      FIELDS:
        associationArn	<string>
          The ARN of the association.

        associationId	<string>
          The ID of the association: a- and 17 letters or digits. It depends only on
          the cluster, the namespace and the service account.

        conditions	<[]Object>
          Ready: pods get the role. RoleAllowed: the namespace and the cluster allow
          the role. Conflicting: another association for the same names is used.

        observedGeneration	<integer>
          The metadata.generation that the status is about.


      "
    `);
  });
});
