import { expect, vi } from "vitest";
import type { ApiClient } from "../../../src/control-plane/api-client.ts";
import type { ControlPlane } from "../../../src/control-plane/control-plane.ts";

const rbac = "rbac.authorization.k8s.io";

/** The users of these tests, for `startControlPlane`. */
export const users = [{ name: "owner" }, { name: "role-admin" }] as const;

/** The annotation of the namespace `shop`. */
export const allowedInShop = "arn:aws:iam::111122223333:role/shop-*";

/**
 * Creates the namespaces `shop`, whose annotation allows some roles, and `team-a`.
 *
 * `owner` has every right on associations and service accounts in `shop`, and more rights on namespaces than an owner
 * needs: only the admission policies protect the annotation. `role-admin` can also set the annotation.
 *
 * @returns requests as `owner` and as `role-admin`
 */
export async function createOwner({
  kubectl,
  api,
  tokens,
}: ControlPlane): Promise<{ readonly owner: ApiClient; readonly roleAdmin: ApiClient }> {
  const subjects = (name: string) => [{ apiGroup: rbac, kind: "User", name }];
  const roleRef = (kind: string, name: string) => ({ apiGroup: rbac, kind, name });
  const clusterRole = (name: string, rules: readonly object[]) => ({
    apiVersion: `${rbac}/v1`,
    kind: "ClusterRole",
    metadata: { name },
    rules,
  });
  const clusterRoleBinding = (name: string, user: string) => ({
    apiVersion: `${rbac}/v1`,
    kind: "ClusterRoleBinding",
    metadata: { name: `${name}-${user}` },
    roleRef: roleRef("ClusterRole", name),
    subjects: subjects(user),
  });
  const annotations = { "eks-auth.dev/allowed-roles": allowedInShop };
  await kubectl.create(
    { apiVersion: "v1", kind: "Namespace", metadata: { name: "shop", annotations } },
    { apiVersion: "v1", kind: "Namespace", metadata: { name: "team-a" } },
    {
      apiVersion: `${rbac}/v1`,
      kind: "Role",
      metadata: { name: "owner", namespace: "shop" },
      rules: [
        { apiGroups: ["eks-auth.dev"], resources: ["*"], verbs: ["*"] },
        { apiGroups: [""], resources: ["serviceaccounts", "pods"], verbs: ["*"] },
      ],
    },
    {
      apiVersion: `${rbac}/v1`,
      kind: "RoleBinding",
      metadata: { name: "owner", namespace: "shop" },
      roleRef: roleRef("Role", "owner"),
      subjects: subjects("owner"),
    },
    clusterRole("namespaces", [
      {
        apiGroups: [""],
        resources: ["namespaces", "namespaces/status", "namespaces/finalize"],
        verbs: ["get", "list", "create", "update", "patch", "delete"],
      },
    ]),
    clusterRole("set-roles", [{ apiGroups: ["eks-auth.dev"], resources: ["allowedroles"], verbs: ["set"] }]),
    clusterRoleBinding("namespaces", "owner"),
    clusterRoleBinding("namespaces", "role-admin"),
    clusterRoleBinding("set-roles", "role-admin"),
  );
  const owner = api.withToken(tokens.get("owner"));
  const roleAdmin = api.withToken(tokens.get("role-admin"));
  // Rights are in force after a moment; those that were created last are checked here.
  for (const client of [owner, roleAdmin]) {
    await vi.waitFor(async () =>
      expect((await client.send("GET", "/api/v1/namespaces/shop")).status).toBe(200),
    );
  }
  await vi.waitFor(async () => expect(await canSetRoles(roleAdmin)).toBe(true));
  return { owner, roleAdmin };
}

async function canSetRoles(client: ApiClient): Promise<boolean> {
  const resourceAttributes = { group: "eks-auth.dev", resource: "allowedroles", verb: "set" };
  const path = `/apis/authorization.k8s.io/v1/selfsubjectaccessreviews`;
  return (await client.send("POST", path, { body: { spec: { resourceAttributes } } })).body.status.allowed;
}
