import { runProgram } from "@eks-auth/test-kit/run-program";
import { createSelfSignedCertificate } from "@eks-auth/test-kit/self-signed-certificate";
import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { afterAll, describe, expect, test } from "vitest";
import { type RenderedObject, requiredValues, runHelm } from "../../../src/chart/helm.ts";
import { startControlPlane } from "../../../src/control-plane/control-plane.ts";
import { fetchClientTools } from "../../../src/programs/client-tools.ts";

const controlPlane = await prepareOrSkip("a release at an API server", startControlPlane);

const { certificate } = createSelfSignedCertificate("eks-auth");

const association = {
  apiVersion: "eks-auth.dev/v1alpha1",
  kind: "ClusterPodIdentityAssociation",
  metadata: { name: "everyone" },
  spec: { namespace: "*", serviceAccount: "*", roleArn: "arn:aws:iam::111122223333:role/everyone" },
};

describe.runIf(controlPlane)("a release", () => {
  if (controlPlane === undefined) {
    return;
  }
  const { api, kubectl, kubeconfig } = controlPlane;
  const place = ["--namespace", "eks-auth", "--kubeconfig", kubeconfig];
  const embedded = { ...requiredValues, credentials: { embedded: { enabled: true } } };
  afterAll(() => controlPlane.stop());

  const get = async (path: string): Promise<RenderedObject> => (await api.send("GET", path)).body;
  const core = "/api/v1/namespaces/eks-auth";
  const webhooks = "/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations/eks-auth";
  const base64 = (text: string) => Buffer.from(text).toString("base64");
  const patch = async (path: string, body: object) => {
    const { status } = await api.send("PATCH", path, {
      body,
      type: "application/strategic-merge-patch+json",
    });
    expect([path, status]).toEqual([path, 200]);
  };

  test("is refused in a namespace that would refuse the agent's pods, with the fix", async () => {
    await kubectl.create({
      apiVersion: "v1",
      kind: "Namespace",
      metadata: { name: "eks-auth", labels: { "pod-security.kubernetes.io/enforce": "baseline" } },
    });
    const { exitCode, stderr } = await runHelm(["install", "eks-auth"], embedded, place);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("the namespace eks-auth enforces the Pod Security level baseline");
    const [, fix = ""] = /Run: kubectl (.*)/.exec(stderr) ?? [];
    await kubectl.run(...fix.split(" "));
  });

  test("is installed, and its notes name what was installed", async () => {
    const { exitCode, stdout, stderr } = await runHelm(["install", "eks-auth"], embedded, place);
    expect([exitCode, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("helm test eks-auth --namespace eks-auth");
    expect(stdout).toContain("arn:aws:iam::111122223333:role/default-*");
    await kubectl.run("wait", "crd", "--all", "--for=condition=Established", "--timeout=30s");
    await expect.poll(async () => (await kubectl.try("get", "podidentityassociations")).exitCode).toBe(0);
    await kubectl.create(association);
  });

  test("keeps what was written into its objects through an upgrade, also with Helm's force", async () => {
    await patch(`${core}/secrets/eks-auth-ca`, { data: { "tls.crt": base64("ca") } });
    await patch(`${core}/secrets/eks-auth-serve-tls`, { data: { "tls.crt": base64("certificate") } });
    await patch(`${core}/configmaps/eks-auth-ca`, {
      data: { "ca.crt": "ca" },
      metadata: { annotations: { note: "written" } },
    });
    await patch(`${core}/configmaps/eks-auth-deny-list`, {
      data: { "deny.yaml": "denied: [{ podUid: a }]" },
    });
    await patch(webhooks, {
      webhooks: [{ name: "pods.eks-auth.dev", clientConfig: { caBundle: base64(certificate) } }],
    });
    const { data: key } = await get(`${core}/secrets/eks-auth-session-key`);
    expect(Buffer.from(key["session.pem"], "base64").toString()).toContain("BEGIN EC PRIVATE KEY");

    for (const args of [[], ["--force-conflicts"]]) {
      const values = { ...embedded, service: { publicHosts: [`eks-auth-${args.length}.example.org`] } };
      const upgrade = await runHelm(["upgrade", "eks-auth"], values, [...place, ...args]);
      expect([upgrade.exitCode, upgrade.stderr]).toEqual([0, ""]);
      expect((await get(`${core}/configmaps/eks-auth-serve`)).data["eks-auth.yaml"]).toContain(
        `eks-auth-${args.length}.example.org`,
      );
      expect((await get(`${core}/secrets/eks-auth-ca`)).data).toEqual({ "tls.crt": base64("ca") });
      expect((await get(`${core}/secrets/eks-auth-serve-tls`)).data).toEqual({
        "tls.crt": base64("certificate"),
      });
      expect((await get(`${core}/secrets/eks-auth-session-key`)).data).toEqual(key);
      expect(await get(`${core}/configmaps/eks-auth-ca`)).toMatchObject({
        data: { "ca.crt": "ca" },
        metadata: { annotations: { note: "written" } },
      });
      expect((await get(`${core}/configmaps/eks-auth-deny-list`)).data).toEqual({
        "deny.yaml": "denied: [{ podUid: a }]",
      });
      expect((await get(webhooks)).webhooks[0].clientConfig.caBundle).toBe(base64(certificate));
    }
  });

  test("leaves only the definitions and the associations", async () => {
    const before = await listObjects();
    const { helm } = await fetchClientTools();
    const { exitCode } = await runProgram(helm, ["uninstall", "eks-auth", ...place]);
    expect(exitCode).toBe(0);
    expect(before.length).toBeGreaterThan(30);
    expect(await listObjects()).toEqual([
      "customresourcedefinition.apiextensions.k8s.io/clusterpodidentityassociations.eks-auth.dev",
      "customresourcedefinition.apiextensions.k8s.io/podidentityassociations.eks-auth.dev",
    ]);
    expect(await kubectl.run("get", "clusterpodidentityassociations", "--output=name")).toBe(
      "clusterpodidentityassociation.eks-auth.dev/everyone\n",
    );
  });

  test("is installed again, and finds the associations", async () => {
    const { exitCode, stderr } = await runHelm(["install", "eks-auth"], embedded, place);
    expect([exitCode, stderr]).toEqual([0, ""]);
    expect(await kubectl.run("get", "clusterpodidentityassociations", "--output=name")).toContain("everyone");
  });

  test("can be replaced by one of another name only with Helm's flag, because of the definitions", async () => {
    const { helm } = await fetchClientTools();
    await runProgram(helm, ["uninstall", "eks-auth", ...place]);
    const refused = await runHelm(["install", "other"], embedded, place);
    expect([refused.exitCode, refused.stderr]).toEqual([
      1,
      expect.stringContaining('"clusterpodidentityassociations.eks-auth.dev"'),
    ]);
    const { exitCode, stderr } = await runHelm(["install", "other"], embedded, [
      ...place,
      "--take-ownership",
    ]);
    expect([exitCode, stderr]).toEqual([0, ""]);
    expect(await kubectl.run("get", "clusterpodidentityassociations", "--output=name")).toContain("everyone");
  });

  /** Everything with the label of the release, and everything in its namespace. */
  async function listObjects(): Promise<string[]> {
    const list = async (types: readonly string[], ...args: readonly string[]) =>
      (await kubectl.run("get", types.join(), "--ignore-not-found", "--output=name", ...args)).split("\n");
    const all = [
      ...(await list(
        await listTypes(),
        "--all-namespaces",
        "--selector=app.kubernetes.io/instance=eks-auth",
      )),
      ...(await list(await listTypes("--namespaced"), "--namespace=eks-auth")),
    ];
    return [...new Set(all)].filter((name) => name !== "").sort();
  }

  async function listTypes(...args: readonly string[]): Promise<string[]> {
    const types = await kubectl.run("api-resources", "--verbs=list", "--output=name", ...args);
    return types.trim().split("\n");
  }
});
