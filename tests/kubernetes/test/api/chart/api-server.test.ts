import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findObject, type RenderedObject, renderChart } from "../../../src/chart/helm.ts";
import { foreignGroups, variants } from "../../../src/chart/variants.ts";
import { startControlPlane } from "../../../src/control-plane/control-plane.ts";

const controlPlane = await prepareOrSkip("the chart at an API server", startControlPlane);

const isDefinition = ({ kind }: RenderedObject): boolean => kind === "CustomResourceDefinition";

describe.runIf(controlPlane)("a real API server", () => {
  if (controlPlane === undefined) {
    return;
  }
  const { kubectl, api } = controlPlane;

  beforeAll(async () => {
    for (const level of ["privileged", "baseline", "restricted"]) {
      await kubectl.create(
        {
          apiVersion: "v1",
          kind: "Namespace",
          metadata: { name: level, labels: { "pod-security.kubernetes.io/enforce": level } },
        },
        ...["eks-auth-serve", "eks-auth-agent", "eks-auth-webhook", "eks-auth-test"].map((name) => ({
          apiVersion: "v1",
          kind: "ServiceAccount",
          metadata: { name, namespace: level },
        })),
      );
    }
    await kubectl.apply(...(await renderChart()).filter(isDefinition));
  });
  afterAll(() => controlPlane.stop());

  test.each(variants)("accepts every object, with all of its fields: $title", async ({ values }) => {
    const objects = (await renderChart(values, { namespace: "privileged" })).filter(
      ({ apiVersion }) => !foreignGroups.some((group) => apiVersion.startsWith(group)),
    );
    await expect(Promise.all(objects.map(dryRun))).resolves.toBeDefined();
  });

  test.each([
    ["Deployment", "eks-auth-serve", "restricted"],
    ["Deployment", "eks-auth-webhook", "restricted"],
    ["Pod", "eks-auth-test", "restricted"],
    ["DaemonSet", "eks-auth-agent", "privileged"],
  ])("the pods of %s %s need the Pod Security level %s", async (kind, name, level) => {
    for (const { values } of variants) {
      const objects = await renderChart(values);
      if (objects.some((object) => object.kind === kind && object.metadata.name === name)) {
        const { spec } = findObject(objects, kind, name);
        const answer = await createPod(level, kind === "Pod" ? spec : spec.template.spec);
        expect([answer.status, answer.body.message]).toEqual([201, undefined]);
      }
    }
  });

  test("the agent's pods are refused below that level, for the node's network and the capability", async () => {
    const { spec } = findObject(await renderChart(), "DaemonSet", "eks-auth-agent").spec.template;
    const { status, body } = await createPod("baseline", spec);
    expect(status).toBe(403);
    expect(body.message).toContain("host namespaces (hostNetwork=true)");
    // Without the init container, only the network and its port are against baseline.
    expect(body.message).toContain('container "link-local" must not include "NET_ADMIN"');
    expect(body.message).not.toContain("NET_BIND_SERVICE");
  });

  /** Sends an object as `kubectl apply --server-side` does, with strict fields, and stores nothing. */
  async function dryRun(object: RenderedObject): Promise<void> {
    const { apiVersion, kind, metadata } = object;
    const { body } = await api.send("GET", apiVersion === "v1" ? "/api/v1" : `/apis/${apiVersion}`);
    const resource = body.resources.find(
      (each: RenderedObject) => each.kind === kind && !each.name.includes("/"),
    );
    const scope = metadata.namespace === undefined ? "" : `/namespaces/${metadata.namespace}`;
    const group = apiVersion === "v1" ? "/api/v1" : `/apis/${apiVersion}`;
    const answer = await api.send(
      "PATCH",
      `${group}${scope}/${resource.name}/${metadata.name}?fieldManager=test&dryRun=All&fieldValidation=Strict`,
      { body: object, type: "application/apply-patch+yaml" },
    );
    if (answer.status > 201) {
      throw new Error(`${kind} ${metadata.name}: ${answer.status} ${answer.body.message}`);
    }
  }

  function createPod(namespace: string, spec: RenderedObject) {
    return api.send("POST", `/api/v1/namespaces/${namespace}/pods?dryRun=All&fieldValidation=Strict`, {
      body: { apiVersion: "v1", kind: "Pod", metadata: { name: "pod", namespace }, spec },
    });
  }
});
