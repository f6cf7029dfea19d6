import { startEksAuthWith } from "@eks-auth/test-kit/eks-auth-command";
import type { ProgramResult } from "@eks-auth/test-kit/run-program";
import {
  type Certificate,
  createCertificate,
  createSelfSignedCertificate,
} from "@eks-auth/test-kit/self-signed-certificate";
import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { associationOf, installDefinitions } from "../../src/associations/install-associations.ts";
import { type RenderedObject, renderChart } from "../../src/chart/helm.ts";
import { startControlPlane } from "../../src/control-plane/control-plane.ts";
import { prependPath } from "../../src/programs/client-tools.ts";
import { pod, shop } from "./objects.ts";

const users = [{ name: "owner" }];
const controlPlane = await prepareOrSkip("eks-auth doctor, with a real API server", () =>
  startControlPlane({ users }),
);

const role = "arn:aws:iam::111122223333:role/cart";
const host = "eks-auth-webhook.eks-auth.svc";
const shopPods = "/api/v1/namespaces/shop/pods";
const shopAssociations = "/apis/eks-auth.dev/v1alpha1/namespaces/shop/podidentityassociations";
const webhookPath = "/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations/eks-auth";
const deploymentPath = "/apis/apps/v1/namespaces/eks-auth/deployments/eks-auth-serve";
const daemonSetPath = "/apis/apps/v1/namespaces/eks-auth/daemonsets/eks-auth-agent";

describe.runIf(controlPlane)("eks-auth doctor --context", () => {
  if (controlPlane === undefined) {
    return;
  }
  const { api, kubectl, kubeconfig, toolsFolder } = controlPlane;
  const env = { ...process.env, PATH: prependPath(toolsFolder), KUBECONFIG: kubeconfig };
  const authority = createSelfSignedCertificate("eks-auth");

  // There are no controllers, nodes or pods that run: the tests write the status that those would write.
  beforeAll(async () => {
    const before = await diagnose();
    expect(before.findings.resources).toMatchObject({
      status: "failed",
      code: "resources_missing",
      found: expect.stringContaining("podidentityassociations.eks-auth.dev"),
      remedy: expect.stringContaining("Install the Helm chart eks-auth"),
    });
    expect(before.findings.pods?.status).toBe("not reached");

    await installDefinitions(controlPlane);
    await kubectl.run("create", "namespace", "eks-auth");
    const objects: RenderedObject[] = await renderChart();
    const isNeeded = ({ kind }: RenderedObject) =>
      /^(Deployment|DaemonSet|Service|Secret|MutatingWebhook|ValidatingAdmission)/.test(kind) &&
      kind !== "ServiceAccount";
    await kubectl.create(...objects.filter(isNeeded));
    await kubectl.create(...shop, {
      apiVersion: "discovery.k8s.io/v1",
      kind: "EndpointSlice",
      metadata: {
        name: "eks-auth-webhook-1",
        namespace: "eks-auth",
        labels: { "kubernetes.io/service-name": "eks-auth-webhook" },
      },
      addressType: "IPv4",
      endpoints: [{ addresses: ["10.244.0.9"], conditions: { ready: true } }],
    });
    await kubectl.run("annotate", "namespace", "shop", `eks-auth.dev/allowed-roles=${role}`);
    await setCertificate(issue());
    await patch(webhookPath, {
      webhooks: [
        {
          name: "pods.eks-auth.dev",
          clientConfig: { caBundle: Buffer.from(authority.certificate).toString("base64") },
          timeoutSeconds: 1,
        },
      ],
    });
    await setStatus(deploymentPath, { replicas: 2, availableReplicas: 2, readyReplicas: 2 });
    await setAgents(1, 1);
    await api.send("POST", shopAssociations, {
      body: associationOf("cart", { serviceAccount: "cart", roleArn: role }),
    });
    await setReady("Accepted");
    const injected = { "eks.amazonaws.com/pod-identity": "enabled" };
    await kubectl.create(withToken(pod("cart-0"), injected));
    await createAgentPod(true);
  });
  afterAll(() => controlPlane.stop());

  interface Report {
    readonly passed: boolean;
    readonly checks: readonly { readonly check: string; readonly status: string; readonly found: string }[];
  }

  async function diagnose(...args: readonly string[]) {
    const all = args.includes("--context") ? args : ["--context", "admin", ...args];
    const result: ProgramResult = await startEksAuthWith({ env }, "doctor", ...all, "--json").finish();
    const report: Report = result.stdout === "" ? { passed: false, checks: [] } : JSON.parse(result.stdout);
    const findings = Object.fromEntries(report.checks.map(({ check, ...finding }) => [check, finding]));
    return { ...result, report, findings };
  }

  async function patch(path: string, body: object): Promise<void> {
    const type = "application/strategic-merge-patch+json";
    expect(await api.send("PATCH", path, { body, type })).toMatchObject({ status: 200 });
  }

  const setStatus = (path: string, status: object) => patch(`${path}/status`, { status });

  const setAgents = (desired: number, ready: number) =>
    setStatus(daemonSetPath, {
      currentNumberScheduled: desired,
      desiredNumberScheduled: desired,
      numberMisscheduled: 0,
      numberReady: ready,
    });

  async function setReady(reason: string, message = "Pods get the role."): Promise<void> {
    const { body } = await api.send("GET", `${shopAssociations}/cart`);
    const ready = {
      type: "Ready",
      status: reason === "Accepted" ? "True" : "False",
      ...{ reason, message, observedGeneration: body.metadata.generation },
      lastTransitionTime: "2026-01-02T03:04:05Z",
    };
    const status = { associationId: "a-0123456789abcdefg", conditions: [ready] };
    await api.send("PUT", `${shopAssociations}/cart/status`, { body: { ...body, status } });
  }

  function issue(name = host, validTo = new Date("2049-01-01")): Certificate {
    return createCertificate(name, authority, { isAuthority: false, names: [{ dns: name }], validTo });
  }

  async function setCertificate({ certificate }: Pick<Certificate, "certificate">): Promise<void> {
    await patch("/api/v1/namespaces/eks-auth/secrets/eks-auth-webhook-tls", {
      data: { "tls.crt": Buffer.from(certificate).toString("base64") },
    });
  }

  /** Adds to a pod what the webhook adds. */
  function withToken(object: RenderedObject, labels: object): object {
    const mountPath = "/var/run/secrets/pods.eks.amazonaws.com/serviceaccount";
    const name = "eks-pod-identity-token";
    const token = { audience: "pods.eks.amazonaws.com", expirationSeconds: 86_400, path: name };
    return {
      ...object,
      metadata: { ...object.metadata, labels },
      spec: {
        ...object.spec,
        volumes: [{ name, projected: { sources: [{ serviceAccountToken: token }] } }],
        containers: object.spec.containers.map((container: object) => ({
          ...container,
          env: [
            { name: "AWS_CONTAINER_CREDENTIALS_FULL_URI", value: "http://169.254.170.23/v1/credentials" },
            { name: "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", value: `${mountPath}/${name}` },
          ],
          volumeMounts: [{ name, mountPath, readOnly: true }],
        })),
      },
    };
  }

  async function createAgentPod(isReady: boolean): Promise<void> {
    const account = {
      apiVersion: "v1",
      kind: "ServiceAccount",
      metadata: { name: "cart", namespace: "eks-auth" },
    };
    await kubectl.apply(account);
    const object: RenderedObject = pod("eks-auth-agent-1");
    const labels = { "app.kubernetes.io/component": "agent", "app.kubernetes.io/name": "eks-auth" };
    await kubectl.create({
      ...object,
      metadata: { name: "eks-auth-agent-1", namespace: "eks-auth", labels },
    });
    await setAgentReady(isReady);
  }

  const setAgentReady = (isReady: boolean) =>
    setStatus("/api/v1/namespaces/eks-auth/pods/eks-auth-agent-1", {
      conditions: [{ type: "Ready", status: isReady ? "True" : "False" }],
    });

  it("finds nothing wrong", async () => {
    const { exitCode, stderr, report, findings } = await diagnose();
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(report.checks.map(({ check, status }) => [check, status])).toEqual([
      ["resources", "ok"],
      ["policies", "ok"],
      ["webhook", "ok"],
      ["service", "ok"],
      ["agent", "ok"],
      ["namespace", "skipped"],
      ["associations", "ok"],
      ["pods", "ok"],
    ]);
    expect(findings.webhook?.found).toContain(`a valid certificate for ${host}.`);
    expect(findings.pods?.found).toBe("The pod shop/cart-0 has the variables and the token.");
  });

  it("checks what a pod needs", async () => {
    const { report, findings } = await diagnose("--namespace", "shop", "--pod", "cart-0");
    expect(report.passed).toBe(true);
    expect(findings.namespace?.found).toBe(`The namespace shop allows ${role}.`);
    expect(findings.associations?.found).toBe(
      `shop/cart has the role ${role}, by PodIdentityAssociation shop/cart.`,
    );
    await setAgentReady(false);
    expect((await diagnose("--namespace", "shop", "--pod", "cart-0")).findings.agent?.found).toBe(
      "The agent eks-auth/eks-auth-agent-1 on the pod's node lab-node is not ready.",
    );
    await setAgentReady(true);
    const { findings: of } = await diagnose("--namespace", "shop", "--pod", "none");
    expect(of.pods).toMatchObject({ status: "failed", found: "There is no pod shop/none." });
  });

  it("lists pods that were not injected, with the reason", async () => {
    await kubectl.create(pod("cart-1"));
    const { exitCode, findings } = await diagnose();
    expect(exitCode).toBe(1);
    expect(findings.pods).toMatchObject({
      status: "failed",
      code: "pods_not_injected",
      found: "1 pod has an association, but neither its variables nor its token: shop/cart-1.",
      remedy: expect.stringMatching(/kubectl --context admin delete pod cart-1 --namespace shop$/),
    });
    await kubectl.run("annotate", "pod", "cart-1", "--namespace=shop", "eks-auth.dev/inject=false");
    expect((await diagnose("--namespace", "shop")).findings.pods).toMatchObject({
      status: "warning",
      code: "pods_skipped",
      found: "1 pod has an association, but the webhook skips it: shop/cart-1 (opted_out).",
      remedy: expect.stringContaining("eks-auth.dev/inject"),
    });
    await api.send("DELETE", `${shopPods}/cart-1?gracePeriodSeconds=0`);
  });

  it.each([
    ["has expired", () => issue(host, new Date("2021-01-01")), "expired at 2021-01-01T00:00:00.000Z"],
    ["is for another name", () => issue("other.svc"), `is not for ${host}`],
    [
      "is from another authority",
      () => createSelfSignedCertificate("other", { names: [{ dns: host }] }),
      "is not from an authority in caBundle",
    ],
    ["is missing", () => ({ certificate: "" }), "is missing"],
  ])("finds that the webhook's certificate %s", async (_text, create, message) => {
    await setCertificate(create());
    expect((await diagnose()).findings.webhook).toMatchObject({
      status: "failed",
      found: expect.stringContaining(message),
    });
    await setCertificate(issue());
  });

  it("finds that the webhook has no ready pod", async () => {
    const path = "/apis/discovery.k8s.io/v1/namespaces/eks-auth/endpointslices/eks-auth-webhook-1";
    const setReadyEndpoint = async (ready: boolean) =>
      api.send("PATCH", path, {
        type: "application/merge-patch+json",
        body: { endpoints: [{ addresses: ["10.244.0.9"], conditions: { ready } }] },
      });
    await setReadyEndpoint(false);
    expect((await diagnose()).findings.webhook?.found).toContain(
      "eks-auth/eks-auth-webhook has no ready pod",
    );
    await setReadyEndpoint(true);
  });

  it("finds nodes without an agent, and a service that does not run", async () => {
    await setAgents(3, 2);
    await setStatus(deploymentPath, { replicas: 2, availableReplicas: 0, readyReplicas: 0 });
    const { findings } = await diagnose();
    expect(findings.agent?.found).toContain("has 2 ready pods on 3 nodes.");
    expect(findings.service?.found).toContain("eks-auth/eks-auth-serve has no ready pod");
    await setStatus(deploymentPath, { replicas: 2, availableReplicas: 2, readyReplicas: 2 });
    await setAgents(1, 1);
    await kubectl.create({ apiVersion: "v1", kind: "Node", metadata: { name: "other-node" } });
    expect((await diagnose()).findings.agent).toMatchObject({
      status: "warning",
      found: expect.stringContaining("; the cluster has 2."),
    });
    await kubectl.run("delete", "node", "other-node");
  });

  it("explains associations that are not ready", async () => {
    await setReady("NotAllowedInNamespace", "The namespace shop does not allow the role.");
    const { findings } = await diagnose();
    expect(findings.associations).toMatchObject({
      status: "failed",
      code: "role_not_allowed",
      found: "1 of 1 associations are not ready: PodIdentityAssociation shop/cart (NotAllowedInNamespace).",
      remedy: expect.stringContaining("kubectl --context admin annotate namespace shop --overwrite "),
    });
    await setReady("NotAllowedInCluster", "The cluster does not allow the role.");
    const account = ["--namespace", "shop", "--service-account", "cart"];
    expect((await diagnose(...account)).findings.associations).toMatchObject({
      found:
        "PodIdentityAssociation shop/cart is not in effect (NotAllowedInCluster): The cluster does not allow the role.",
      remedy: expect.stringContaining("cluster.allowedRoles"),
    });
    await setReady("Accepted");
    const other = ["--namespace", "shop", "--service-account", "till"];
    expect((await diagnose(...other)).findings.associations).toMatchObject({
      status: "failed",
      found: "There is no association for shop/till.",
      remedy: expect.stringContaining("eks-auth association add --context admin --namespace shop"),
    });
  });

  it("finds a namespace that the webhook excludes", async () => {
    const { findings } = await diagnose("--namespace", "eks-auth");
    expect(findings.namespace?.found).toContain("its namespaceSelector excludes it");
  });

  it("says what it could not check, without permissions", async () => {
    const { exitCode, findings } = await diagnose("--context", "owner");
    expect(exitCode).toBe(0);
    expect(findings.webhook).toMatchObject({
      status: "warning",
      found: expect.stringContaining("Not checked, because the kubeconfig's user has no permission."),
    });
  });

  it("fails if the cluster can't be asked", async () => {
    const { exitCode, stdout, stderr } = await diagnose("--context", "unauthenticated");
    expect([exitCode, stdout]).toEqual([1, ""]);
    expect(stderr).toContain("error: the cluster does not accept the kubeconfig's login");
  });

  it("finds policies that are not in force", async () => {
    await kubectl.run("delete", "validatingadmissionpolicybinding", "eks-auth-namespaces");
    expect((await diagnose()).findings.policies).toMatchObject({
      status: "warning",
      found: expect.stringContaining("is in force for namespaces. So everyone who can change a namespace"),
    });
  });
});
