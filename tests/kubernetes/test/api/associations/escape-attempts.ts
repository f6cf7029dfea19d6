import { associationOf, clusterAssociationOf } from "../../../src/associations/install-associations.ts";
import type { ApiClient, ApiResponse } from "../../../src/control-plane/api-client.ts";

const group = "/apis/eks-auth.dev/v1alpha1";

/** The path of the associations of `shop`. */
export const ofShop: string = `${group}/namespaces/shop/podidentityassociations`;

/** A role that the annotation of `shop` allows. */
export const ownRole = "arn:aws:iam::111122223333:role/shop-cart";

/** A role that nothing allows in `shop`; in `team-*`, the configuration does. */
export const foreignRole = "arn:aws:iam::111122223333:role/team-admin";

/** An attempt of the owner of `shop` to give the service account `cart` of `shop` a role that is not allowed there. */
export interface EscapeAttempt {
  readonly title: string;
  /** As the owner. An association `cart` with {@link ownRole} exists. */
  readonly attempt: (owner: ApiClient) => Promise<ApiResponse>;
  /** The answer of the API server. */
  readonly status: number;
  /** A part of its message. */
  readonly message: string;
  /**
   * Whether only the admission policies refuse it. Then the service must refuse the pods. Otherwise the API server refuses
   * it anyway.
   */
  readonly isOfPolicy: boolean;
}

const create = (spec: object, metadata: object = {}) => {
  const association = associationOf("cart", { serviceAccount: "cart", ...spec });
  return { ...association, metadata: { name: "cart-2", ...metadata } };
};

/** Refused only by the policy `eks-auth-associations`. */
function byPolicy(title: string, message: string, attempt: EscapeAttempt["attempt"]): EscapeAttempt {
  return { title, attempt, status: 403, message, isOfPolicy: true };
}

/** Refused also without the policies. */
function byApiServer(
  title: string,
  status: number,
  message: string,
  attempt: EscapeAttempt["attempt"],
): EscapeAttempt {
  return { title, attempt, status, message, isOfPolicy: false };
}

const post = (body: object) => (owner: ApiClient) => owner.send("POST", ofShop, { body });
const patch = (type: string, body: object) => (owner: ApiClient) =>
  owner.send("PATCH", `${ofShop}/cart`, { type: `application/${type}`, body });

/** A new association with a role that looks like one that is allowed. */
const byRole = (title: string, roleArn: string): EscapeAttempt =>
  byPolicy(title, `does not allow the roleArn ${roleArn}`, replace({ roleArn }));

/** Deletes the association, and creates another one. */
function replace(spec: object, metadata: object = {}): EscapeAttempt["attempt"] {
  return async (owner) => {
    await owner.send("DELETE", `${ofShop}/cart`);
    return post(create(spec, metadata))(owner);
  };
}

export const attempts: readonly EscapeAttempt[] = [
  byRole("another role", foreignRole),
  byPolicy(
    "another target role",
    `does not allow the targetRoleArn ${foreignRole}`,
    replace({ roleArn: ownRole, targetRoleArn: foreignRole }),
  ),
  byPolicy(
    "a generated name",
    foreignRole,
    replace({ roleArn: foreignRole }, { name: undefined, generateName: "cart-" }),
  ),
  byPolicy("a name in another order", foreignRole, replace({ roleArn: foreignRole }, { name: "a" })),
  byPolicy("an update", foreignRole, async (owner) => {
    const { body } = await owner.send("GET", `${ofShop}/cart`);
    return owner.send("PUT", `${ofShop}/cart`, {
      body: { ...body, spec: { ...body.spec, roleArn: foreignRole } },
    });
  }),
  byPolicy("a merge patch", foreignRole, patch("merge-patch+json", { spec: { roleArn: foreignRole } })),
  byPolicy(
    "a JSON patch",
    foreignRole,
    patch("json-patch+json", [{ op: "replace", path: "/spec/roleArn", value: foreignRole }]),
  ),
  byPolicy("server-side apply", foreignRole, (owner) =>
    owner.send("PATCH", `${ofShop}/cart?fieldManager=owner&force=true`, {
      type: "application/apply-patch+yaml",
      body: associationOf("cart", { serviceAccount: "cart", roleArn: foreignRole }),
    }),
  ),
  byPolicy(
    "an owner reference to an object of the cluster",
    foreignRole,
    replace(
      { roleArn: foreignRole },
      {
        ownerReferences: [
          {
            apiVersion: "eks-auth.dev/v1alpha1",
            kind: "ClusterPodIdentityAssociation",
            name: "teams",
            uid: "1",
          },
        ],
      },
    ),
  ),
  byPolicy(
    "labels and annotations of its own",
    foreignRole,
    replace(
      { roleArn: foreignRole },
      {
        labels: { "kubernetes.io/metadata.name": "team-a" },
        annotations: { "eks-auth.dev/allowed-roles": foreignRole },
      },
    ),
  ),
  byRole("the same name in another account", "arn:aws:iam::444455556666:role/shop-cart"),
  byRole("the same name in capital letters", "arn:aws:iam::111122223333:role/SHOP-cart"),
  byRole("the same name below a path", "arn:aws:iam::111122223333:role/team/shop-cart"),
  byRole("a path with a colon, which * does not match", "arn:aws:iam::111122223333:role/shop-a:b/cart"),
  byRole("a * in a path", "arn:aws:iam::111122223333:role/*/shop-cart"),
  byPolicy(
    "the external ID of another namespace",
    "could be that of a service account in another namespace than shop",
    replace({
      roleArn: ownRole,
      targetRoleArn: ownRole,
      externalId: "eu-west-1/111122223333/edge/team-a/cart",
    }),
  ),
  byApiServer(
    "a glob",
    422,
    "must be the ARN of an IAM role",
    replace({ roleArn: "arn:aws:iam::111122223333:role/*" }),
  ),
  byApiServer(
    "a letter that looks like another",
    422,
    "must be the ARN of an IAM role",
    replace({ roleArn: "arn:aws:iam::111122223333:role/\u0455hop-cart" }),
  ),
  byApiServer(
    "two roles in one text",
    422,
    "must be the ARN of an IAM role",
    replace({ roleArn: `${ownRole}\n${foreignRole}` }),
  ),
  byApiServer(
    "the service account of another namespace",
    422,
    "must be a service account's name",
    replace({ roleArn: ownRole, serviceAccount: "team-a/cart" }),
  ),
  byApiServer(
    "an external ID that looks like another one",
    422,
    "must not begin with REGION/ACCOUNT/",
    replace({
      roleArn: ownRole,
      targetRoleArn: ownRole,
      externalId: "EU-WEST-1/111122223333/edge/shop/cart",
    }),
  ),
  byApiServer(
    "another namespace in the metadata",
    400,
    "the namespace of the provided object does not match the namespace sent on the request",
    replace({ roleArn: foreignRole }, { namespace: "team-a" }),
  ),
  byApiServer("another namespace", 403, 'in the namespace "team-a"', (owner) =>
    owner.send("POST", `${group}/namespaces/team-a/podidentityassociations`, {
      body: create({ roleArn: foreignRole }),
    }),
  ),
  byApiServer("an association of the cluster", 403, "at the cluster scope", (owner) =>
    owner.send("POST", `${group}/clusterpodidentityassociations`, {
      body: clusterAssociationOf("cart", { namespace: "shop", serviceAccount: "cart", roleArn: foreignRole }),
    }),
  ),
  byApiServer("no policy", 403, "cannot delete resource", (owner) =>
    owner.send(
      "DELETE",
      "/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicybindings/eks-auth-associations",
    ),
  ),
];
