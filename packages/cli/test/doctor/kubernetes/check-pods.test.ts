import { describe, expect, it } from "vitest";
import { checkPods } from "../../../src/doctor/kubernetes/check-pods.ts";
import type { ClusterContext } from "../../../src/doctor/kubernetes/cluster-check.ts";
import { ClusterReader } from "../../../src/doctor/kubernetes/cluster-reader.ts";
import type { ClusterPod } from "../../../src/doctor/kubernetes/objects.ts";
import { createResource } from "../../association/kubernetes/create-resource.ts";
import { ExecFixture } from "../../exec/support/exec-fixture.ts";

// A script instead of kubectl, for lists that are too long for a test with an API server. tests/kubernetes has that one.
const fixture = new ExecFixture();

function createPod(name: string, more: object = {}): ClusterPod {
  return {
    metadata: {
      ...{ name, namespace: "shop", uid: name, resourceVersion: "1" },
      creationTimestamp: "2026-01-02T03:04:05Z",
      ...more,
    },
    spec: { serviceAccountName: "cart", containers: [{ name: "main" }] },
  } as ClusterPod;
}

function createContext(createdAt: number, pod?: ClusterPod): ClusterContext {
  const access = { context: undefined, kubeconfig: undefined };
  return {
    scope: { access, namespace: "shop", pod: undefined, serviceAccount: undefined },
    reader: new ClusterReader(access),
    facts: { associations: [createResource({ createdAt })], ...(pod !== undefined && { pod }) },
  };
}

const newAssociation = Date.parse("2026-02-01T00:00:00Z") / 1000;

describe("checkPods", () => {
  it("names the pods that are older than their association, and how to fix one", async () => {
    expect(await checkPods(createContext(newAssociation, createPod("cart-0")))).toEqual({
      status: "failed",
      code: "pods_not_injected",
      found:
        "1 pod has an association, but neither its variables nor its token: shop/cart-0 (older than its association).",
      remedy:
        "The webhook changes only pods that are created. Create the pod again; it has no controller that does. First: kubectl delete pod cart-0 --namespace shop",
    });
    const owned = createPod("cart-0", { ownerReferences: [{ controller: true }] });
    expect((await checkPods(createContext(0, owned))).remedy).toContain(
      "Delete the pod, so that its controller creates it again: kubectl delete pod cart-0",
    );
  });

  it("looks at the beginning of a list that is too long", async () => {
    const items = Array.from({ length: 500 }, (_, index) => createPod(`till-${index}`));
    const page = { items, metadata: { continue: "next" } };
    await fixture.write("page.json", JSON.stringify(page).replaceAll('"cart"', '"till"'));
    await fixture.writeKubectl(`cat "${fixture.folder}/page.json"`);
    expect(await checkPods(createContext(0))).toEqual({
      status: "warning",
      code: "pods_not_all_read",
      found:
        "No pod has a service account with an association. Only the first 20000 pods were read. Use --namespace for the others.",
    });
    expect((await fixture.read("calls")).trim().split("\n")).toHaveLength(41);
  });
});
