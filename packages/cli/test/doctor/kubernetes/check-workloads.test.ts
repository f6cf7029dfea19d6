import { expect, it } from "vitest";
import { checkAgent } from "../../../src/doctor/kubernetes/check-workloads.ts";
import { ClusterReader } from "../../../src/doctor/kubernetes/cluster-reader.ts";
import { ExecFixture } from "../../exec/support/exec-fixture.ts";

// A script instead of kubectl: no other test makes a DaemonSet whose pods can't be created. tests/kubernetes has an API server.
const fixture = new ExecFixture();

it("says that agents are missing whose pods do not exist, without an empty list of nodes", async () => {
  const daemonSet = {
    metadata: {
      name: "eks-auth-agent",
      namespace: "eks-auth",
      labels: { "helm.sh/chart": "eks-auth-0.0.0" },
    },
    status: { desiredNumberScheduled: 3, numberReady: 2 },
  };
  await fixture.write("daemonsets.json", JSON.stringify({ items: [daemonSet] }));
  await fixture.write("pods.json", JSON.stringify({ items: [] }));
  const list = (plural: string) => `*/${plural}*) cat "${fixture.folder}/${plural}.json" ;;`;
  await fixture.writeKubectl(`case "$*" in ${list("daemonsets")} ${list("pods")} esac`);
  const access = { context: undefined, kubeconfig: undefined };
  const scope = { access, namespace: undefined, pod: undefined, serviceAccount: undefined };
  const { found } = await checkAgent({ scope, reader: new ClusterReader(access), facts: {} });
  expect(found).toBe(
    "The DaemonSet eks-auth/eks-auth-agent has 2 ready pods on 3 nodes. Pods on the others get no credentials.",
  );
});
