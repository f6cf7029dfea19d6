import { eksAuthProgram } from "@eks-auth/test-kit/eks-auth-command";
import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { isShort } from "../../src/form.ts";
import { startNode } from "../../src/node/node.ts";
import { NodeSts } from "../../src/sts/node-sts.ts";
import { account, installChart, prepareChart, readServiceCa, release, shop } from "./installed-chart.ts";
import { listObjects } from "./list-objects.ts";

const node = await prepareOrSkip("the chart on a real node", () =>
  startNode({ images: [inject("eksAuthImages")] }),
);

const tokenFile = "/var/run/secrets/pods.eks.amazonaws.com/serviceaccount/eks-pod-identity-token";
/** Of the kubelet and of Deployments, on a busy machine. */
const timeout = 120_000;

describe.runIf(node)("the chart on a real node", () => {
  if (node === undefined) {
    return;
  }
  const { kubectl } = node;
  let sts: NodeSts;
  let objectsBefore: readonly string[];

  beforeAll(async () => {
    sts = await NodeSts.start(node);
    await prepareChart(node, sts);
    objectsBefore = await listObjects(kubectl);
    await installChart(node);
  });
  afterAll(() => node.stop());

  async function startShop(
    name: string,
    podSecurity: "privileged" | "restricted",
    tokenVolumes: readonly object[] = [],
  ): Promise<void> {
    await kubectl.apply(...shop(name, podSecurity, sts, tokenVolumes));
    await kubectl.run("rollout", "status", "deployment/cart", "--namespace", name, "--timeout=120s");
  }
  const inCart = (name: string, ...command: readonly string[]) =>
    kubectl.run("exec", "--namespace", name, "deployment/cart", "--", ...command);
  const callAws = async (name: string) => JSON.parse(await inCart(name, "node", "call-aws.mjs"));
  const readServeLogs = () =>
    kubectl.run("logs", "--namespace", release, "--selector=app.kubernetes.io/component=serve", "--tail=-1");
  const readToken = (name: string) =>
    inCart(name, "node", "--print", `fs.readFileSync("${tokenFile}", "utf8")`);

  /** The calls of a role, without those of other namespaces. */
  const assumed = (name: string) =>
    sts.calls.filter(({ parameters }) => parameters.RoleArn === `arn:aws:iam::${account}:role/${name}-cart`);

  it.each(["privileged", "restricted"] as const)(
    "gives a pod's AWS SDK credentials of its association, with Pod Security %s",
    async (podSecurity) => {
      const name = `shop-${podSecurity}`;
      // One apply for all of it: the pod is created right after its association.
      await startShop(name, podSecurity);
      const { UserId } = await callAws(name);
      expect(UserId).toMatch(/^ASIA/);
      const [call] = assumed(name);
      const tags = Object.entries(call?.parameters ?? {}).filter(([key]) =>
        /^Tags\.member\.\d+\.Value$/.test(key),
      );
      expect(tags.map(([, value]) => value)).toEqual(expect.arrayContaining(["edge", name, "cart"]));
      expect(call?.accessKeyId).toBe("AKIASERVICE000000000");
    },
    timeout,
  );

  it("gives the pod credentials after the kubelet rotated its token", { timeout }, async () => {
    const before = await readToken("shop-restricted");
    // A kubelet that starts again knows no token, so it gets new ones.
    await node.components.kill("kubelet");
    node.components.start("kubelet");
    await expect.poll(() => readToken("shop-restricted").catch(() => before), { timeout }).not.toBe(before);
    expect((await callAws("shop-restricted")).UserId).toMatch(/^ASIA/);
  });

  // The kubelet rotates a token after 80 % of its lifetime, which is at least 600 s.
  it.skipIf(isShort)(
    "gives the pod credentials after its token of ten minutes was rotated",
    { timeout: 900_000 },
    async () => {
      await startShop("shop-rotated", "restricted", [shortLivedToken]);
      const before = await readToken("shop-rotated");
      expect((await callAws("shop-rotated")).UserId).toMatch(/^ASIA/);
      const poll = { timeout: 800_000, interval: 5_000 };
      await expect.poll(() => readToken("shop-rotated"), poll).not.toBe(before);
      expect((await callAws("shop-rotated")).UserId).toMatch(/^ASIA/);
      await kubectl.run("delete", "namespace", "shop-rotated");
    },
  );

  it("refuses the pod's token from an agent on another node", { timeout }, async () => {
    await kubectl.create(...agentElsewhere);
    const token = await kubectl.run(
      ...["create", "token", `${release}-agent`, "--namespace", release, `--audience=https://${serve}`],
      ...["--bound-object-kind=Pod", "--bound-object-name=agent-elsewhere"],
    );
    const address = await kubectl.run(
      "get",
      "service",
      `${release}-serve`,
      "--namespace",
      release,
      clusterIp,
    );
    await node.shell(`echo "${address} ${serve}" >>/etc/hosts`);
    const agent = node.start(process.execPath, [
      ...[
        eksAuthProgram,
        "agent",
        "--cluster=edge",
        "--listen=127.0.0.1:8099",
        "--no-probes",
        "--no-metrics",
      ],
      ...[
        `--endpoint=https://${serve}`,
        "--ca-file",
        await node.write("ca.crt", await readServiceCa(kubectl)),
      ],
      ...["--caller-token-file", await node.write("caller.token", token.trim())],
    ]);
    await agent.waitFor("Press Ctrl-C to stop.");
    const headers = { authorization: await readToken("shop-restricted") };
    const readRefusal = async (): Promise<unknown> => {
      const { status, text } = await node.fetch("http://127.0.0.1:8099/v1/credentials", headers);
      return { status, reason: JSON.parse(text).reason };
    };
    try {
      // The kubelet that started again has to probe the service, before its address leads there.
      await expect.poll(readRefusal).not.toMatchObject({ reason: "unreachable" });
      expect(await readRefusal()).toEqual({ status: 503, reason: "caller_refused" });
    } finally {
      await agent.stop();
      // The DaemonSet gives it an agent that can't start.
      await kubectl.run("delete", "node/other-node", "--wait=false");
    }
    expect(await readServeLogs()).toContain('"code":"node_differs"');
  });

  it("starts pods without credentials while the webhook is down, and with them afterwards", {
    timeout,
  }, async () => {
    const scale = (replicas: number) =>
      kubectl.run("scale", "--namespace", release, `deployment/${release}-webhook`, `--replicas=${replicas}`);
    const readUrl = () =>
      inCart("shop-restricted", "node", "--print", "process.env.AWS_CONTAINER_CREDENTIALS_FULL_URI");
    const restart = async () => {
      await kubectl.run("rollout", "restart", "deployment/cart", "--namespace=shop-restricted");
      await kubectl.run(
        "rollout",
        "status",
        "deployment/cart",
        "--namespace=shop-restricted",
        "--timeout=120s",
      );
    };
    await scale(0);
    await kubectl.run(
      "wait",
      "--namespace",
      release,
      "--for=delete",
      "pod",
      "--selector",
      webhookPods,
      "--timeout=60s",
    );
    await restart();
    expect(await readUrl()).toBe("undefined\n");
    await scale(2);
    await kubectl.run(
      "rollout",
      "status",
      "--namespace",
      release,
      `deployment/${release}-webhook`,
      "--timeout=60s",
    );
    // kube-proxy needs a moment after the pods are ready.
    const restarted = () => restart().then(readUrl);
    await expect.poll(restarted, { timeout }).toBe("http://169.254.170.23/v1/credentials\n");
    expect((await callAws("shop-restricted")).UserId).toMatch(/^ASIA/);
  });

  it("leaves only definitions, associations and addresses when it is uninstalled", { timeout }, async () => {
    for (const name of ["shop-privileged", "shop-restricted"]) {
      await kubectl.run("delete", "namespace", name);
    }
    await kubectl.create({
      apiVersion: "eks-auth.dev/v1alpha1",
      kind: "ClusterPodIdentityAssociation",
      metadata: { name: "kept" },
      spec: { namespace: "*", serviceAccount: "cart", roleArn: `arn:aws:iam::${account}:role/cart` },
    });
    await node.helm("uninstall", release, "--namespace", release, "--wait");
    const left = (await listObjects(kubectl)).filter((object) => !objectsBefore.includes(object));
    expect(left).toEqual([
      // The API server creates it for the definitions.
      "APIService <none> v1alpha1.eks-auth.dev",
      "ClusterPodIdentityAssociation <none> kept",
      "CustomResourceDefinition <none> clusterpodidentityassociations.eks-auth.dev",
      "CustomResourceDefinition <none> podidentityassociations.eks-auth.dev",
    ]);
    const addresses = await node.run("ip", ["-oneline", "address", "show", "dev", "lo"]);
    expect(addresses).toContain("169.254.170.23/32");
    expect(addresses).toContain("fd00:ec2::23/128");
  });
});

const serve = `${release}-serve.${release}.svc`;
const clusterIp = "--output=jsonpath={.spec.clusterIP}";
const webhookPods = "app.kubernetes.io/component=webhook";

/** A volume that the webhook keeps, because it has the name of its own. */
const shortLivedToken: object = {
  name: "eks-pod-identity-token",
  projected: {
    sources: [
      {
        serviceAccountToken: {
          audience: "pods.eks.amazonaws.com",
          expirationSeconds: 600,
          path: "eks-pod-identity-token",
        },
      },
    ],
  },
};

/** A node that does not exist, and an agent's pod on it. */
const agentElsewhere: readonly object[] = [
  { apiVersion: "v1", kind: "Node", metadata: { name: "other-node" } },
  {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "agent-elsewhere", namespace: release },
    spec: {
      serviceAccountName: `${release}-agent`,
      nodeName: "other-node",
      containers: [{ name: "agent", image: "registry.invalid/none" }],
    },
  },
];
