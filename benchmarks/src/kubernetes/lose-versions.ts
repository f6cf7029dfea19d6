import type { ControlPlane } from "@eks-auth/kubernetes-tests/control-plane/control-plane";

/** Kills the API server, compacts etcd and starts the API server again: no watch can go on from its version then. */
export async function loseVersions(controlPlane: ControlPlane): Promise<void> {
  const { kubectl } = controlPlane;
  // The newest version is not compacted.
  await kubectl.run("create", "configmap", "newer");
  await controlPlane.killApiServer();
  await controlPlane.compactEtcd();
  await controlPlane.startApiServer();
  await kubectl.run("delete", "configmap", "newer");
}
