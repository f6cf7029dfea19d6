/** The namespace of the objects. */
export const namespace = "shop";

const metadata = (name: string) => ({ name, namespace });

/** A namespace with the service account `cart`, and a node for its pods. */
export const shop: readonly object[] = [
  { apiVersion: "v1", kind: "Namespace", metadata: { name: namespace } },
  { apiVersion: "v1", kind: "ServiceAccount", metadata: metadata("cart") },
  { apiVersion: "v1", kind: "Node", metadata: { name: "lab-node" } },
];

/** Lets everyone read the signing keys, as docs/service.md describes. */
export const publicKeys: object = {
  apiVersion: "rbac.authorization.k8s.io/v1",
  kind: "ClusterRoleBinding",
  metadata: { name: "oidc-reviewer" },
  roleRef: {
    apiGroup: "rbac.authorization.k8s.io",
    kind: "ClusterRole",
    name: "system:service-account-issuer-discovery",
  },
  subjects: [{ apiGroup: "rbac.authorization.k8s.io", kind: "Group", name: "system:unauthenticated" }],
};

/** A pod of the service account `cart`. It names its node, because there is no scheduler. */
export function pod(name: string): object {
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: metadata(name),
    spec: {
      serviceAccountName: "cart",
      nodeName: "lab-node",
      containers: [{ name: "main", image: "registry.invalid/none" }],
    },
  };
}
