import { readFile } from "node:fs/promises";
import type { ApiServer } from "@eks-auth/kubernetes";
import { type ControlPlane, startControlPlane } from "@eks-auth/kubernetes-tests/control-plane/control-plane";
import { createDefinitions } from "@eks-auth/service/resource-definitions";
import type { OnProgress } from "../benchmark.ts";
import { countNamespaces, makeAssociation, nameNamespace } from "./associations.ts";
import { openTarget } from "./open-target.ts";
import type { Target } from "./target.ts";

/** A real API server, its namespaces, and a pod. */
export interface KubernetesEnvironment {
  readonly controlPlane: ControlPlane;
  /** A client, as administrator. */
  readonly apiServer: ApiServer;
  /** How programs under test connect to it. */
  readonly target: Target;
  /** The token of a pod of the first association. */
  readonly podToken: string;
}

/** Its objects are the last ones of a list. */
export const lastNamespace = "zzz";

/** Kubernetes lets service accounts read issuer and keys. */
const groups = ["system:serviceaccounts"];

/**
 * Starts etcd and an API server. Its users are `replica`, with the rights of `eks-auth serve`, and `reader`, which can't
 * write a status.
 *
 * @param associations - how many there will be
 * @param resources - stops them
 */
export async function prepareKubernetesEnvironment(
  associations: number,
  resources: AsyncDisposableStack,
  onProgress: OnProgress,
): Promise<KubernetesEnvironment> {
  onProgress("Starting a real API server");
  const users = ["replica", "reader"].map((name) => ({ name, groups }));
  const controlPlane = resources.use(await startControlPlane({ users }));
  const { url, caFile, tokens, kubectl } = controlPlane;
  const target = { url, ca: await readFile(caFile, "utf8"), token: tokens.get("admin") ?? "", associations };
  const namespaces = Array.from({ length: countNamespaces(associations) }, (_, index) =>
    nameNamespace(index),
  );
  await kubectl.create(
    ...createDefinitions(),
    ...[...namespaces, lastNamespace].map((name) => ({
      apiVersion: "v1",
      kind: "Namespace",
      metadata: { name },
    })),
    ...listRights(),
  );
  await kubectl.run("wait", "--for=condition=Established", "--all", "customresourcedefinitions");
  const apiServer = await openTarget(target);
  resources.defer(() => apiServer.close());
  return { controlPlane, apiServer, target, podToken: await createPodToken(controlPlane) };
}

function listRights(): object[] {
  const role = (name: string, rules: readonly object[]): object => ({
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "ClusterRole",
    metadata: { name },
    rules,
  });
  const bind = (user: string, name: string): object => ({
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "ClusterRoleBinding",
    metadata: { name: `${user}-${name}` },
    roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name },
    subjects: [{ apiGroup: "rbac.authorization.k8s.io", kind: "User", name: user }],
  });
  const verbs = ["get", "list", "watch"];
  return [
    role("read", [
      { apiGroups: ["eks-auth.dev"], resources: ["*"], verbs },
      { apiGroups: [""], resources: ["namespaces"], verbs },
    ]),
    role("write-status", [{ apiGroups: ["eks-auth.dev"], resources: ["*/status"], verbs: ["patch"] }]),
    bind("reader", "read"),
    bind("replica", "read"),
    bind("replica", "write-status"),
  ];
}

async function createPodToken({ kubectl }: ControlPlane): Promise<string> {
  const { metadata, spec } = makeAssociation(0);
  const { namespace } = metadata;
  const { serviceAccount: serviceAccountName } = spec;
  const nodeName = "node";
  const containers = [{ name: "main", image: "registry.invalid/none" }];
  await kubectl.create(
    { apiVersion: "v1", kind: "Node", metadata: { name: nodeName } },
    { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: serviceAccountName, namespace } },
  );
  await kubectl.create({
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "pod", namespace },
    spec: { serviceAccountName, nodeName, containers },
  });
  const token = await kubectl.run(
    ...["create", "token", serviceAccountName, "--namespace", namespace, "--audience=pods.eks.amazonaws.com"],
    ...["--bound-object-kind=Pod", "--bound-object-name=pod", "--duration=12h"],
  );
  return token.trim();
}
