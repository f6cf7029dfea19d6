import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "@eks-auth/test-kit/repository";
import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { readSnippets } from "@eks-auth/test-kit/snippets";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import {
  findObject,
  type RenderedObject,
  renderChart,
  requiredValues,
  runHelm,
} from "../../../src/chart/helm.ts";
import { agentOnly, variants } from "../../../src/chart/variants.ts";
import { fetchClientTools } from "../../../src/programs/client-tools.ts";

const tools = await prepareOrSkip("the chart", fetchClientTools);

const clusterScoped = new Set([
  "ClusterRole",
  "ClusterRoleBinding",
  "MutatingWebhookConfiguration",
  "CustomResourceDefinition",
  "ValidatingAdmissionPolicy",
  "ValidatingAdmissionPolicyBinding",
  "ClusterPodIdentityAssociation",
]);

describe.runIf(tools)("the chart", () => {
  test.each(variants)("passes helm lint --strict: $title", async ({ values }) => {
    const { stdout, exitCode } = await runHelm(["lint", "--strict"], { ...requiredValues, ...values });
    expect([exitCode, stdout]).toEqual([0, expect.stringContaining("0 chart(s) failed")]);
  });

  test.each(variants)("names, labels and namespaces of all objects: $title", async ({ values }) => {
    const objects = await renderChart({ ...values, commonLabels: { team: "platform" } });
    const names = objects.map(({ kind, metadata: { name } }) => `${kind}/${name}`);
    expect(new Set(names).size).toBe(names.length);
    for (const { kind, metadata } of objects) {
      expect([kind, metadata.namespace]).toEqual([kind, clusterScoped.has(kind) ? undefined : "eks-auth"]);
      expect(metadata.labels).toMatchObject({
        "app.kubernetes.io/name": "eks-auth",
        "app.kubernetes.io/instance": "eks-auth",
        "app.kubernetes.io/component": expect.any(String),
        "app.kubernetes.io/version": expect.any(String),
        "app.kubernetes.io/part-of": "eks-auth",
        "app.kubernetes.io/managed-by": "Helm",
        team: "platform",
      });
    }
  });

  test.each([
    ["eks-auth", {}, "eks-auth"],
    ["prod", {}, "prod-eks-auth"],
    ["prod", { nameOverride: "auth" }, "prod-auth"],
    ["prod", { fullnameOverride: "identity" }, "identity"],
    ["a".repeat(53), {}, "a".repeat(48)],
  ])("a release %s with %j is named %s", async (name, values, fullname) => {
    const objects = await renderChart(values, { name, namespace: "here" });
    findObject(objects, "Deployment", `${fullname}-serve`);
    findObject(objects, "DaemonSet", `${fullname}-agent`);
    const names = objects
      .filter(({ kind }) => kind !== "CustomResourceDefinition")
      .map(({ metadata }) => metadata.name as string);
    expect(names.filter((each) => !each.startsWith(fullname) || each.length > 63)).toEqual([]);
    // A Service's name is in its host, so it must be in the configuration and at the agent, too.
    const text = JSON.stringify(objects);
    expect(text).toContain(`https://${fullname}-serve.here.svc`);
    expect(text).not.toContain("eks-auth.svc");
  });

  test("a change of versions or labels keeps the selectors, which can't be changed", async () => {
    const selectors = (objects: RenderedObject[]) =>
      objects.filter(({ spec }) => spec?.selector).map(({ spec }) => spec.selector);
    expect(
      selectors(await renderChart({ commonLabels: { team: "x" }, service: { podLabels: { a: "b" } } })),
    ).toEqual(selectors(await renderChart()));
  });

  test("pods restart only if a changed key of the configuration needs it", async () => {
    const hash = async (values: object) => {
      const serve = findObject(await renderChart(values), "Deployment", "eks-auth-serve");
      return serve.spec.template.metadata.annotations["checksum/restart"];
    };
    const before = await hash({});
    const same = [
      { cluster: { ...requiredValues.cluster, allowedRoles: ["arn:aws:iam::111122223333:role/x"] } },
      { service: { publicHosts: ["eks-auth.example.org"] } },
      { service: { config: { limits: { perCaller: { perSecond: 1, burst: 1 } } } } },
    ];
    expect(new Set(await Promise.all(same.map(hash)))).toEqual(new Set([before]));
    const other = [
      { listenAddress: "::" },
      { service: { config: { limits: { maxConcurrentRequests: 10 } } } },
      { service: { config: { audit: { stdout: true } } } },
      { service: { config: { listen: { maxConnectionsPerAddress: 10 } } } },
    ];
    const hashes = await Promise.all(other.map(hash));
    expect(new Set([before, ...hashes]).size).toBe(other.length + 1);
  });

  test("the managed certificate is for all host names of the service, but not for addresses", async () => {
    const service = { publicHosts: ["eks-auth.example.org", "192.0.2.1", "[2001:db8::1]"] };
    const webhook = findObject(await renderChart({ service }), "Deployment", "eks-auth-webhook");
    expect(webhook.spec.template.spec.containers[0].args).toContain(
      "--tls-secret=eks-auth-serve-tls=eks-auth-serve.eks-auth.svc,eks-auth.example.org",
    );
  });

  test("only the port of agents is open to all", async () => {
    const eksApi = { enabled: true, callers: { certificate: { caFile: "ca.pem", callers: [] } } };
    const from = [{ ipBlock: { cidr: "192.0.2.0/24" } }];
    const allPods = [{ namespaceSelector: {} }];
    const rulesOf = async (values: object) => {
      const policy = findObject(await renderChart(values), "NetworkPolicy", "eks-auth-serve");
      return policy.spec.ingress.map((rule: RenderedObject) => [
        rule.ports.map(({ port }: RenderedObject) => port),
        rule.from,
      ]);
    };
    expect(await rulesOf({})).toEqual([
      [[8480], undefined],
      [[8481], allPods],
    ]);
    expect(await rulesOf({ service: { eksApi } })).toEqual([
      [[8480], undefined],
      [[8482], allPods],
      [[8481], allPods],
    ]);
    const networkPolicy = { metricsFrom: [{ podSelector: {} }] };
    expect(await rulesOf({ service: { eksApi: { ...eksApi, from } }, networkPolicy })).toEqual([
      [[8480], undefined],
      [[8482], from],
      [[8481], networkPolicy.metricsFrom],
    ]);
  });

  test("the webhook's configuration is that of docs/webhook.md", async () => {
    const snippet = readSnippets("docs/webhook.md").find(
      ({ heading }) => heading === "Configuration of the API server",
    );
    const { metadata, ...rendered } = findObject(
      await renderChart(),
      "MutatingWebhookConfiguration",
      "eks-auth",
    );
    expect({ ...rendered, metadata: { name: metadata.name } }).toEqual(parse(snippet?.code ?? ""));
  });

  test.each([{}, { ...agentOnly, remoteService: { enabled: true } }])(
    "uses service accounts of yours, with %j",
    async (values: Record<string, object>) => {
      const serviceAccount = { create: false, name: "mine" };
      const objects = await renderChart({
        ...values,
        ...Object.fromEntries(
          ["service", "agent", "webhook"].map((key) => [key, { ...values[key], serviceAccount }]),
        ),
        tests: { enabled: false },
      });
      expect(objects.filter(({ kind }) => kind === "ServiceAccount")).toEqual([]);
      const bindings = objects.filter(({ kind }) => /Binding$/.test(kind) && kind.startsWith("Cluster"));
      expect(bindings.map(({ subjects }) => subjects[0].name)).toEqual(["mine", "mine"]);
    },
  );

  test("pods are only for nodes with Linux, and the agent only for nodes that have a network", async () => {
    for (const { values } of variants) {
      const pods = (await renderChart(values)).map(({ kind, spec }) =>
        kind === "Pod" ? spec : spec?.template?.spec,
      );
      for (const { nodeSelector } of pods.filter((pod) => pod !== undefined)) {
        expect(nodeSelector).toMatchObject({ "kubernetes.io/os": "linux" });
      }
    }
    const { affinity } = findObject(await renderChart(), "DaemonSet", "eks-auth-agent").spec.template.spec;
    const [{ matchExpressions }] =
      affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms;
    expect(matchExpressions).toEqual([
      { key: "eks.amazonaws.com/compute-type", operator: "NotIn", values: ["fargate"] },
      { key: "type", operator: "NotIn", values: ["virtual-kubelet"] },
    ]);
    // The same nodes have the addresses.
    const removal = parse(await readFile(join(root, "deploy/kubernetes/remove-addresses.yaml"), "utf8"));
    expect(removal.spec.template.spec.affinity).toEqual(affinity);
  });

  test("cert-manager's authority outlives its certificates, and keeps its key", async () => {
    const objects = await renderChart({ certificates: { source: "certManager" } });
    const certificates = objects.filter(({ kind }) => kind === "Certificate").map(({ spec }) => spec);
    const [authority] = certificates.filter(({ isCA }) => isCA);
    expect(authority).toMatchObject({ duration: "87600h", privateKey: { rotationPolicy: "Never" } });
    // The default of cert-manager is 90 days.
    expect(certificates.filter(({ isCA }) => !isCA).map(({ duration }) => duration)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  test("no node can read the service's private key", async () => {
    for (const { values } of variants) {
      const agent = (await renderChart(values)).find(({ kind }) => kind === "DaemonSet");
      const secrets = agent.spec.template.spec.volumes.flatMap(
        ({ secret }: RenderedObject) => secret?.secretName ?? [],
      );
      expect(["", "eks-auth-agent-ca"]).toContain(secrets.join());
    }
  });

  test("an agent without a service here gets the endpoint, the audience and no authorities by default", async () => {
    const objects = await renderChart({ ...agentOnly, cluster: { name: "edge" } });
    expect(objects.filter(({ metadata }) => metadata.name === "eks-auth-serve")).toEqual([]);
    const { spec } = findObject(objects, "DaemonSet", "eks-auth-agent").spec.template;
    const variables = Object.fromEntries(
      spec.containers[0].env.map(({ name, value }: RenderedObject) => [name, value]),
    );
    expect(variables).toMatchObject({
      EKS_AUTH_CLUSTER: "edge",
      EKS_AUTH_ENDPOINT: "https://eks-auth.example.org",
    });
    expect(variables.EKS_AUTH_CA_FILE).toBeUndefined();
    const [{ serviceAccountToken }] = spec.volumes[0].projected.sources;
    expect(serviceAccountToken.audience).toBe("https://eks-auth.example.org");
  });
});
