import { join } from "node:path";

/** Writes flags as arguments of a program. */
export function writeFlags(flags: Flags): string[] {
  return Object.entries(flags).map(([flag, value]) => `--${flag}=${value}`);
}

/** The ports of a control plane on 127.0.0.1. */
export interface Ports {
  readonly api: number;
  readonly etcd: number;
  readonly etcdPeers: number;
}

/** The flags of a program by name, without dashes. */
export type Flags = Readonly<Record<string, string>>;

/**
 * Returns the flags of etcd.
 *
 * @param folder - of this run
 */
export function etcdFlags(folder: string, { etcd, etcdPeers }: Ports): Flags {
  const clients = `http://127.0.0.1:${etcd}`;
  const peers = `http://127.0.0.1:${etcdPeers}`;
  return {
    name: "lab",
    "data-dir": join(folder, "etcd"),
    // The data is not needed after a crash.
    "unsafe-no-fsync": "true",
    "log-level": "warn",
    // As kubeadm sets it: the API server can then send bookmarks for resources that do not change.
    "watch-progress-notify-interval": "5s",
    "listen-client-urls": clients,
    "advertise-client-urls": clients,
    "listen-peer-urls": peers,
    "initial-advertise-peer-urls": peers,
    "initial-cluster": `lab=${peers}`,
  };
}

/** The files in a run's folder that the API server reads, and the certificate that it creates there. */
export function locateFiles(folder: string): {
  readonly caFile: string;
  readonly tokens: string;
  readonly publicKey: string;
  readonly privateKey: string;
} {
  return {
    caFile: join(folder, "apiserver.crt"),
    tokens: join(folder, "tokens.csv"),
    publicKey: join(folder, "sa.pub"),
    privateKey: join(folder, "sa.key"),
  };
}

/**
 * Returns the flags of kube-apiserver.
 *
 * @param folder - of this run
 * @see https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/
 */
export function apiServerFlags(folder: string, ports: Ports): Flags {
  const url = `https://127.0.0.1:${ports.api}`;
  const { tokens, publicKey, privateKey } = locateFiles(folder);
  return {
    "etcd-servers": `http://127.0.0.1:${ports.etcd}`,
    "bind-address": "127.0.0.1",
    "secure-port": String(ports.api),
    // No pod uses it, but it must not be a loopback address.
    "advertise-address": "192.0.2.1",
    "external-hostname": "127.0.0.1",
    "endpoint-reconciler-type": "none",
    "service-cluster-ip-range": "10.0.0.0/24",
    // kube-apiserver creates its certificate there.
    "cert-dir": folder,
    "token-auth-file": tokens,
    "authorization-mode": "RBAC",
    "service-account-issuer": url,
    "service-account-jwks-uri": `${url}/openid/v1/jwks`,
    "api-audiences": "https://kubernetes.default.svc",
    "service-account-key-file": publicKey,
    "service-account-signing-key-file": privateKey,
  };
}
