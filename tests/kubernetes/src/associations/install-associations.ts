import { expect, vi } from "vitest";
import { type RenderedObject, renderChart } from "../chart/helm.ts";
import type { ApiClient } from "../control-plane/api-client.ts";
import type { ControlPlane } from "../control-plane/control-plane.ts";

/** The rules of a cluster for roles, as the chart's values `cluster` have them. */
export interface RoleRules {
  readonly allowedRoles?: readonly string[];
  readonly namespaceRoles?: readonly {
    readonly namespaces: readonly string[];
    readonly roles: readonly string[];
  }[];
}

/** The cluster that the chart is rendered for. */
export const cluster = { name: "edge", region: "eu-west-1", accountId: "111122223333" } as const;

/** Creates the CustomResourceDefinitions of the chart, and waits until the API server serves them. */
export async function installDefinitions({ kubectl, api }: ControlPlane): Promise<void> {
  const objects = await renderChart();
  await kubectl.create(...objects.filter(({ kind }) => kind === "CustomResourceDefinition"));
  for (const plural of ["podidentityassociations", "clusterpodidentityassociations"]) {
    await waitFor(async () => (await api.send("GET", `/apis/eks-auth.dev/v1alpha1/${plural}`)).status, 200);
  }
}

/**
 * Applies admission policies of the chart, and waits until they are in force.
 *
 * @param rules - of the cluster
 * @param names - of the policies, without the name of the release
 */
export async function installPolicies(
  { kubectl, api }: ControlPlane,
  { allowedRoles, namespaceRoles = [] }: RoleRules,
  names: readonly ("associations" | "namespaces")[] = ["associations", "namespaces"],
): Promise<void> {
  // The new rules are in force if they allow this role, and no other one like it.
  const role = `arn:aws:iam::111122223333:role/probe-${Date.now()}`;
  const objects = await renderChart({
    cluster: {
      ...cluster,
      ...(allowedRoles !== undefined && { allowedRoles: [...allowedRoles, role] }),
      namespaceRoles: [...namespaceRoles, { namespaces: ["default"], roles: [role] }],
    },
  });
  await kubectl.apply(...objects.filter((object) => names.some((name) => isPartOf(object, name))));
  await waitFor(() => probe(api, role), 201);
  await waitFor(() => probe(api, `${role}-2`), 403);
  if (names.includes("namespaces")) {
    await waitFor(() => probeNamespaces(api), 422);
  }
}

/** Waits for an HTTP status. The API server uses new definitions and policies after a moment. */
async function waitFor(send: () => Promise<number>, status: number): Promise<void> {
  await vi.waitFor(async () => expect(await send()).toBe(status), { timeout: 30_000 });
}

function isPartOf({ kind, metadata }: RenderedObject, name: string): boolean {
  return /^ValidatingAdmissionPolicy/.test(kind) && metadata.name === `eks-auth-${name}`;
}

async function probe(api: ApiClient, roleArn: string): Promise<number> {
  const path = "/apis/eks-auth.dev/v1alpha1/namespaces/default/podidentityassociations?dryRun=All";
  const body = associationOf("probe", { serviceAccount: "probe", roleArn });
  return (await api.send("POST", path, { body })).status;
}

async function probeNamespaces(api: ApiClient): Promise<number> {
  const metadata = { name: "probe", annotations: { "eks-auth.dev/allowed-roles": "not-an-arn" } };
  return (await api.send("POST", "/api/v1/namespaces?dryRun=All", { body: { metadata } })).status;
}

/** A PodIdentityAssociation, for the namespace of the request's path. */
export function associationOf(name: string, spec: object): object {
  return {
    apiVersion: "eks-auth.dev/v1alpha1",
    kind: "PodIdentityAssociation",
    metadata: { name },
    spec,
  };
}

/** A ClusterPodIdentityAssociation. */
export function clusterAssociationOf(name: string, spec: object): object {
  return { ...associationOf(name, spec), kind: "ClusterPodIdentityAssociation" };
}
