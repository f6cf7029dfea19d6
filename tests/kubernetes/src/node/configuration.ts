import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createSelfSignedCertificate } from "@eks-auth/test-kit/self-signed-certificate";
import { apiServerFlags, type Flags, type Ports } from "../control-plane/flags.ts";
import { imageOf } from "../images/base-images.ts";

/** The addresses of every node. Each has its own network, so they are the same for all. */
export const addresses = {
  node: "172.30.0.1",
  pods: "10.244.0.0/24",
  services: "10.0.0.0/24",
  dns: "10.0.0.10",
} as const;

/** The ports of the API server and etcd on a node. */
export const ports: Ports = { api: 6443, etcd: 2379, etcdPeers: 2380 };

/** The URL of the API server on the node. */
export const apiServerUrl: string = `https://${addresses.node}:${ports.api}`;

/** The name in a cluster under which pods know the API server, which is also the issuer of their tokens. */
export const issuer = "https://kubernetes.default.svc.cluster.local";

/** The files in the folder of a node's state that its programs read. */
export function locateNodeFiles(state: string): {
  readonly containerd: string;
  readonly kubelet: string;
  readonly proxy: string;
  readonly clientCertificate: string;
  readonly clientKey: string;
} {
  return {
    containerd: join(state, "containerd.toml"),
    kubelet: join(state, "kubelet.json"),
    proxy: join(state, "proxy.json"),
    clientCertificate: join(state, "apiserver-client.crt"),
    clientKey: join(state, "apiserver-client.key"),
  };
}

/** Returns the flags of kube-apiserver that differ from those of a control plane without nodes. */
export function nodeApiServerFlags(state: string): Flags {
  const { clientCertificate, clientKey } = locateNodeFiles(state);
  return {
    ...apiServerFlags(state, ports),
    "bind-address": "0.0.0.0",
    "advertise-address": addresses.node,
    "endpoint-reconciler-type": "lease",
    "service-account-issuer": issuer,
    "service-account-jwks-uri": `${issuer}/openid/v1/jwks`,
    "api-audiences": issuer,
    "authorization-mode": "Node,RBAC",
    "enable-admission-plugins": "NodeRestriction",
    "allow-privileged": "true",
    "kubelet-client-certificate": clientCertificate,
    "kubelet-client-key": clientKey,
    "kubelet-preferred-address-types": "InternalIP",
  };
}

/**
 * Writes what containerd, the kubelet, kube-proxy and the pods' network read.
 *
 * @param state - the folder of the node's state
 * @param debian - the folder of `fetchDebianPackages`
 * @param kubeconfig - of kube-proxy
 */
export async function writeNodeFiles(state: string, debian: string, kubeconfig: string): Promise<void> {
  const files = locateNodeFiles(state);
  const write = (file: string, content: object) => writeFile(file, JSON.stringify(content, null, 2));
  // It is its own authority: the kubelet accepts only this client.
  const { certificate, privateKey } = createSelfSignedCertificate("kube-apiserver", {
    usages: ["clientAuth"],
    names: [],
    subject: [[{ type: "55040a", value: "system:masters" }], [{ type: "550403", value: "kube-apiserver" }]],
  });
  await writeFile(files.clientCertificate, certificate);
  await writeFile(files.clientKey, privateKey, { mode: 0o600 });
  await writeFile(files.containerd, containerdConfiguration(debian));
  await write(files.kubelet, kubeletConfiguration(files.clientCertificate));
  await write(files.proxy, {
    apiVersion: "kubeproxy.config.k8s.io/v1alpha1",
    kind: "KubeProxyConfiguration",
    mode: "nftables",
    clusterCIDR: addresses.pods,
    clientConnection: { kubeconfig },
    // The machine's limits stay as they are.
    conntrack: { maxPerCore: 0, min: 0, tcpEstablishedTimeout: "0s", tcpCloseWaitTimeout: "0s" },
  });
  await write(join(state, "cni.conflist"), {
    cniVersion: "1.0.0",
    name: "node",
    plugins: [
      {
        type: "ptp",
        mtu: 1500,
        ipam: {
          type: "host-local",
          dataDir: "/run/cni-ipam",
          ranges: [[{ subnet: addresses.pods }]],
          routes: [{ dst: "0.0.0.0/0" }],
        },
      },
    ],
  });
}

/** Root in a container can't always lower a score of the OOM killer, hence `restrict_oom_score_adj`. */
function containerdConfiguration(debian: string): string {
  return `version = 2
disabled_plugins = ["io.containerd.internal.v1.opt"]
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "${imageOf("pause")}"
  restrict_oom_score_adj = true
[plugins."io.containerd.grpc.v1.cri".cni]
  bin_dir = "${debian}/usr/lib/cni"
[plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
  runtime_type = "io.containerd.runc.v2"
`;
}

function kubeletConfiguration(clientCertificate: string): object {
  return {
    apiVersion: "kubelet.config.k8s.io/v1beta1",
    kind: "KubeletConfiguration",
    failCgroupV1: false,
    cgroupDriver: "cgroupfs",
    containerRuntimeEndpoint: "unix:///run/containerd/containerd.sock",
    authentication: {
      anonymous: { enabled: false },
      webhook: { enabled: true },
      x509: { clientCAFile: clientCertificate },
    },
    authorization: { mode: "Webhook" },
    clusterDNS: [addresses.dns],
    clusterDomain: "cluster.local",
    volumePluginDir: "/var/lib/kubelet/volume-plugins",
    failSwapOn: false,
    makeIPTablesUtilChains: false,
    oomScoreAdj: 0,
    // Images are never pulled, so none may be removed.
    imageGCHighThresholdPercent: 100,
    evictionHard: { "memory.available": "100Mi", "nodefs.available": "1%", "imagefs.available": "1%" },
    // Changed ConfigMaps, Secrets and tokens are seen by pods within seconds.
    syncFrequency: "5s",
  };
}
