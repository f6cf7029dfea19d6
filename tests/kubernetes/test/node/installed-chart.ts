import { root } from "@eks-auth/test-kit/repository";
import type { Kubectl } from "../../src/control-plane/kubectl.ts";
import { awsSdkImage, eksAuthRepository } from "../../src/images/eks-auth-image.ts";
import type { ClusterNode } from "../../src/node/node.ts";
import { NodeSts } from "../../src/sts/node-sts.ts";

/** The namespace and the name of the release. */
export const release = "eks-auth";

/** The AWS account of the roles. */
export const account = "111122223333";

const chart = `${root}deploy/charts/eks-auth`;

const metadata = (name: string) => ({ name, namespace: release });

/** Creates the namespace of the chart with the service's own AWS credentials, and the certificate of STS. */
export async function prepareChart({ kubectl }: ClusterNode, sts: NodeSts): Promise<void> {
  await kubectl.create(
    privilegedNamespace,
    {
      apiVersion: "v1",
      kind: "Secret",
      metadata: metadata("aws"),
      stringData: {
        AWS_ACCESS_KEY_ID: "AKIASERVICE000000000",
        AWS_SECRET_ACCESS_KEY: "canary-service-secret",
      },
    },
    { apiVersion: "v1", kind: "ConfigMap", metadata: metadata("sts"), data: { "ca.crt": sts.certificate } },
  );
}

/**
 * Installs the chart with a fake STS, and waits until its pods are ready.
 *
 * @param service - values of the service
 */
export async function installChart(node: ClusterNode, service: object = {}): Promise<void> {
  const values = {
    image: { repository: eksAuthRepository, tag: "test", pullPolicy: "Never" },
    cluster: { name: "edge", region: "eu-west-1", accountId: account },
    credentials: { sts: { endpoint: NodeSts.url, existingSecret: "aws" } },
    service: {
      ...service,
      extraEnv: [{ name: "NODE_EXTRA_CA_CERTS", value: "/etc/sts/ca.crt" }],
      extraVolumes: [{ name: "sts", configMap: { name: "sts" } }],
      extraVolumeMounts: [{ name: "sts", mountPath: "/etc/sts", readOnly: true }],
    },
  };
  const install = ["install", release, chart, "--namespace", release, "--wait", "--timeout=5m"];
  await node.helm(...install, "--values", await node.write("values.json", JSON.stringify(values)));
}

/** Reads the authorities of the service's certificate. */
export function readServiceCa(kubectl: Kubectl): Promise<string> {
  const path = "--output=jsonpath={.data.ca\\.crt}";
  return kubectl.run("get", "configmap", `${release}-ca`, "--namespace", release, path);
}

/** Changes a value of the installed chart. @param set - such as `cluster.revocation=tokenReview` */
export async function upgradeChart(node: ClusterNode, set: string): Promise<void> {
  await node.helm(
    "upgrade",
    release,
    chart,
    "--namespace",
    release,
    "--reset-then-reuse-values",
    "--set",
    set,
  );
}

/** The agent needs the network of its node. */
const privilegedNamespace: object = {
  apiVersion: "v1",
  kind: "Namespace",
  metadata: { name: release, labels: { "pod-security.kubernetes.io/enforce": "privileged" } },
};

/**
 * A namespace whose owner can use roles that begin with the namespace's name, with the service account `cart`, an association
 * for it, and a Deployment whose pod can call AWS.
 *
 * @param name - of the namespace
 * @param podSecurity - the level that the namespace enforces
 * @param sts - whose certificate the AWS SDK must trust
 * @param tokenVolumes - volumes of the pod, which the webhook keeps
 */
export function shop(
  name: string,
  podSecurity: string,
  sts: NodeSts,
  tokenVolumes: readonly object[] = [],
): readonly object[] {
  const inShop = (object: string) => ({ name: object, namespace: name });
  const labels = { app: "cart" };
  return [
    {
      apiVersion: "v1",
      kind: "Namespace",
      metadata: {
        name,
        annotations: { "eks-auth.dev/allowed-roles": `arn:aws:iam::${account}:role/${name}-*` },
        labels: { "pod-security.kubernetes.io/enforce": podSecurity },
      },
    },
    { apiVersion: "v1", kind: "ServiceAccount", metadata: inShop("cart") },
    { apiVersion: "v1", kind: "ConfigMap", metadata: inShop("sts"), data: { "ca.crt": sts.certificate } },
    {
      apiVersion: "eks-auth.dev/v1alpha1",
      kind: "PodIdentityAssociation",
      metadata: inShop("cart"),
      spec: { serviceAccount: "cart", roleArn: `arn:aws:iam::${account}:role/${name}-cart` },
    },
    {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: inShop("cart"),
      spec: {
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            serviceAccountName: "cart",
            terminationGracePeriodSeconds: 0,
            securityContext: {
              runAsNonRoot: true,
              runAsUser: 1000,
              seccompProfile: { type: "RuntimeDefault" },
            },
            containers: [
              {
                name: "app",
                image: awsSdkImage,
                imagePullPolicy: "Never",
                args: ["--eval", "setInterval(() => {}, 1e6)"],
                env: [
                  { name: "AWS_ENDPOINT_URL_STS", value: NodeSts.url },
                  { name: "NODE_EXTRA_CA_CERTS", value: "/etc/sts/ca.crt" },
                ],
                securityContext: {
                  allowPrivilegeEscalation: false,
                  readOnlyRootFilesystem: true,
                  capabilities: { drop: ["ALL"] },
                },
                volumeMounts: [{ name: "sts", mountPath: "/etc/sts", readOnly: true }],
              },
            ],
            volumes: [{ name: "sts", configMap: { name: "sts" } }, ...tokenVolumes],
          },
        },
      },
    },
  ];
}
