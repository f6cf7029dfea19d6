import { chmod } from "node:fs/promises";
import { runEksAuth, startEksAuth } from "@eks-auth/test-kit/eks-auth-command";
import { findFreePort } from "@eks-auth/test-kit/loopback";
import { createSelfSignedCertificate } from "@eks-auth/test-kit/self-signed-certificate";
import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import { makeTempFolder } from "@eks-auth/test-kit/temp-folder";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { findObject, type RenderedObject, renderChart, requiredValues } from "../../../src/chart/helm.ts";
import { listRights, type Right } from "../../../src/chart/rights.ts";
import { auditFlags, auditPolicy, readUsedRights } from "../../../src/chart/used-rights.ts";
import { startControlPlane } from "../../../src/control-plane/control-plane.ts";

const folder = await makeTempFolder("eks-auth-rights");
const policy = await folder.write("policy.yaml", JSON.stringify(auditPolicy));
const log = folder.resolve("audit.jsonl");
const controlPlane = await prepareOrSkip("rights that are used", () =>
  startControlPlane({ flags: auditFlags(policy, log) }),
);

afterAll(() => folder.remove());

// A verb that nothing uses is a right too many.
describe.runIf(controlPlane)("every right of the chart is used", () => {
  if (controlPlane === undefined) {
    return;
  }
  const { kubectl, url, caFile } = controlPlane;
  const resources = new AsyncDisposableStack();
  let objects: readonly RenderedObject[];

  beforeAll(async () => {
    objects = await renderChart({ cluster: { ...requiredValues.cluster, revocation: "tokenReview" } });
    await kubectl.create({ apiVersion: "v1", kind: "Namespace", metadata: { name: "eks-auth" } });
    await kubectl.apply(
      ...objects.filter(({ kind }) =>
        /Role|ServiceAccount|CustomResourceDefinition|Secret|ConfigMap|MutatingWebhook/.test(kind),
      ),
    );
    await kubectl.run("wait", "crd", "--all", "--for=condition=Established", "--timeout=30s");
  });
  afterAll(async () => {
    await resources.disposeAsync();
    await controlPlane.stop();
  });

  /** The file with a token of a service account. */
  async function writeToken(account: string): Promise<string> {
    return folder.write(
      `${account}.token`,
      await kubectl.run("create", "token", account, "--namespace=eks-auth"),
    );
  }

  // Not events: equal ones are counted only after five minutes.
  const isTested = (right: Right) => !right.includes("events.k8s.io/");
  const everything = (account: string) => ({
    used: listRights(objects, account).filter(isTested),
    refused: [],
  });
  const readUsed = async (account: string) => {
    const user = `system:serviceaccount:eks-auth:${account}`;
    const { used, refused } = await readUsedRights(log, user, listRights(objects, account));
    return { used: used.filter(isTested), refused };
  };

  test("by the webhook: associations and certificates", async () => {
    const account = "eks-auth-webhook";
    const { args } = findObject(objects, "Deployment", account).spec.template.spec.containers[0];
    const own = args.filter((arg: string) => !/^--(listen|admin)=/.test(arg));
    const ports = [await findFreePort(), await findFreePort()];
    resources.use(
      startEksAuth(
        ...own,
        ...[`--listen=127.0.0.1:${ports[0]}`, `--admin=127.0.0.1:${ports[1]}`, "--namespace=eks-auth"],
        ...[`--api-server=${url}`, `--api-server-ca-file=${caFile}`],
        `--api-server-token-file=${await writeToken(account)}`,
      ),
    );
    await expect.poll(() => readUsed(account)).toEqual(everything(account));
  });

  test("by the service: associations, their status, keys, token reviews and the deny list", async () => {
    const account = "eks-auth-serve";
    const api = { url, caFile, tokenFile: await writeToken(account) };
    const config = parse(findObject(objects, "ConfigMap", account).data["eks-auth.yaml"]);
    const certificate = createSelfSignedCertificate("eks-auth");
    const tls = {
      certificateFile: await folder.write("tls.crt", certificate.certificate),
      keyFile: await folder.write("tls.key", certificate.privateKey),
    };
    await chmod(tls.keyFile, 0o600);
    const file = await folder.write(
      "eks-auth.yaml",
      JSON.stringify({
        ...config,
        listen: { ...config.listen, host: "127.0.0.1", port: await findFreePort(), tls },
        admin: { port: await findFreePort() },
        credentials: { embedded: { keyFile: "session.pem" } },
        clusters: [{ ...config.clusters[0], apiServer: api }],
      }),
    );
    await kubectl.create(...(await createPods()));
    const serve = resources.use(startEksAuth("serve", "--config", file));
    const [endpoint = ""] =
      /https:\/\/127\.0\.0\.1:\d+/.exec(await serve.waitFor("Press Ctrl-C to stop.")) ?? [];
    const exchange = async () =>
      runEksAuth(
        ...["doctor", `--endpoint=${endpoint}`, "--cluster=edge", `--ca-file=${tls.certificateFile}`],
        `--token-file=${await writePodToken("cart", "shop", "pods.eks.amazonaws.com")}`,
        `--caller-token-file=${await writePodToken("eks-auth-agent", "eks-auth", config.callers.serviceAccount.audience)}`,
      );
    await expect.poll(async () => (await exchange()).stdout).toContain("returns credentials");
    await expect.poll(() => readUsed(account)).toEqual(everything(account));
  });

  /** Objects of a cluster with an agent and a pod on one node, and an association of each kind. */
  async function createPods(): Promise<object[]> {
    const pod = (name: string, namespace: string) => ({
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name, namespace },
      spec: { serviceAccountName: name, nodeName: "node", containers: [{ name, image: "none" }] },
    });
    const roleArn = "arn:aws:iam::111122223333:role/cart";
    const apiVersion = "eks-auth.dev/v1alpha1";
    return [
      { apiVersion: "v1", kind: "Node", metadata: { name: "node" } },
      {
        apiVersion: "v1",
        kind: "Namespace",
        metadata: { name: "shop", annotations: { "eks-auth.dev/allowed-roles": roleArn } },
      },
      { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "cart", namespace: "shop" } },
      pod("cart", "shop"),
      pod("eks-auth-agent", "eks-auth"),
      {
        apiVersion,
        kind: "PodIdentityAssociation",
        metadata: { name: "cart", namespace: "shop" },
        spec: { serviceAccount: "cart", roleArn },
      },
      {
        apiVersion,
        kind: "ClusterPodIdentityAssociation",
        metadata: { name: "others" },
        spec: { namespace: "other-*", serviceAccount: "*", roleArn },
      },
    ];
  }

  /** The file with a token of a pod, which has the name of its service account. */
  async function writePodToken(name: string, namespace: string, audience: string): Promise<string> {
    const bound = ["--bound-object-kind=Pod", `--bound-object-name=${name}`];
    const options = [`--namespace=${namespace}`, `--audience=${audience}`, ...bound];
    return folder.write(`${name}.pod-token`, (await kubectl.run("create", "token", name, ...options)).trim());
  }
});
