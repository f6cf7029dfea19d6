/** The namespace of the objects. */
export const namespace = "shop";

const metadata = (name: string) => ({ name, namespace });

/** A namespace with the service account `cart`, and a node that its pods are on. */
export const shop: readonly object[] = [
  { apiVersion: "v1", kind: "Namespace", metadata: { name: namespace } },
  { apiVersion: "v1", kind: "ServiceAccount", metadata: metadata("cart") },
  { apiVersion: "v1", kind: "Node", metadata: { name: "lab-node" } },
];

/** Lets anyone read the keys, as docs/service.md describes. */
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

/** A pod of `cart`. There is no scheduler, so it says itself where it is. */
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
