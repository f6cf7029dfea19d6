import { locateFiles } from "../../src/control-plane/flags.ts";
import type { LoadSite } from "../../src/load/load-site.ts";
import { issuer } from "../../src/node/configuration.ts";
import type { ClusterNode } from "../../src/node/node.ts";
import { NodeSts } from "../../src/sts/node-sts.ts";
import { account, installChart, prepareChart, readServiceCa, release } from "./installed-chart.ts";

/** The namespace of the pods that ask. */
export const namespace = "shop";

/** The name of the Service. */
export const serviceName: string = `${release}-serve.${release}.svc`;

/** The selector of a component's pods. */
export const pods = (component: string): string => `--selector=app.kubernetes.io/component=${component}`;

const role = (name: string) => `arn:aws:iam::${account}:role/${name}`;

/** An association of a service account of the namespace. */
export const association = (serviceAccount: string): object => ({
  apiVersion: "eks-auth.dev/v1alpha1",
  kind: "PodIdentityAssociation",
  metadata: { name: serviceAccount, namespace },
  spec: { serviceAccount, roleArn: role(serviceAccount) },
});

/** Reads a value of an object or of a list in the release's namespace. */
export function readValue(
  { kubectl }: ClusterNode,
  path: string,
  ...what: readonly string[]
): Promise<string> {
  return kubectl.run("get", "--namespace", release, ...what, `--output=jsonpath={${path}}`);
}

/** Installs the chart with three replicas of the service, and the association of the service account `cart`. */
export async function installForLoad(node: ClusterNode): Promise<LoadSite> {
  await prepareChart(node, await NodeSts.start(node));
  await installChart(node, { replicas: 3 });
  await node.kubectl.create(
    {
      apiVersion: "v1",
      kind: "Namespace",
      metadata: { name: namespace, annotations: { "eks-auth.dev/allowed-roles": role("*") } },
    },
    association("cart"),
  );
  const agentPod = await readValue(node, ".items[0].metadata.name", "pods", pods("agent"));
  const callerToken = await node.kubectl.run(
    ...["create", "token", `${release}-agent`, "--namespace", release],
    ...[`--audience=https://${serviceName}`, "--duration=2h"],
    ...["--bound-object-kind=Pod", `--bound-object-name=${agentPod}`],
  );
  return {
    service: { name: serviceName, cluster: "edge" },
    caFile: await node.write("serve-ca.crt", await readServiceCa(node.kubectl)),
    callerTokenFile: await node.write("caller.token", callerToken.trim()),
    pods: {
      namespace,
      node: { name: node.name, uid: await readValue(node, ".metadata.uid", `node/${node.name}`) },
      issuer,
    },
    privateKeyFile: locateFiles(node.state).privateKey,
  };
}
