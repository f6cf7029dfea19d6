import { generateKeyPairSync, randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Kubectl } from "../kubectl/kubectl.ts";
import { Component } from "./component.ts";
import { locateFiles, type Ports, writeApiServerFlags, writeEtcdFlags } from "./flags.ts";
import { findFreePort } from "./free-port.ts";
import { writeKubeconfig } from "./kubeconfig.ts";

/**
 * A running API server with its etcd, and nothing else: no scheduler, no controllers, no kubelet. Pods stay Pending, a
 * namespace has no service account of its own.
 */
export interface ControlPlane {
  /** Its URL, which is the issuer of its tokens, too. */
  readonly url: string;
  /** The file of the certificate that it has. */
  readonly caFile: string;
  /** The kubeconfig: `admin`, who may do everything; `nobody`, who may do nothing; `stranger`, whom it doesn't know; and `plugin`, who is the admin by a login program. */
  readonly kubeconfig: string;
  /** kubectl, as the admin. */
  readonly kubectl: Kubectl;
  /** Ends it, and removes all that it had. */
  stop(): Promise<void>;
}

/**
 * Starts a control plane in a folder of its own, and waits until it is ready.
 *
 * @param kubelab - the program, from `buildKubelab`
 * @throws Error with the end of a log where a part of it doesn't run
 */
export async function startControlPlane(kubelab: string): Promise<ControlPlane> {
  const folder = await mkdtemp(join(tmpdir(), "eks-auth-kubelab-"));
  const ports = { api: await findFreePort(), etcd: await findFreePort(), etcdPeers: await findFreePort() };
  const url = `https://127.0.0.1:${ports.api}`;
  const { caFile } = locateFiles(folder);
  const kubeconfig = join(folder, "kubeconfig");
  const kubectl = new Kubectl(kubeconfig);
  await writeCredentials(folder, url, kubeconfig);
  const components = start(kubelab, folder, ports);
  const stop = async (): Promise<void> => {
    for (const component of components.toReversed()) {
      await component.stop();
    }
    await rm(folder, { recursive: true });
  };
  try {
    await waitUntilReady(kubectl, components);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, caFile, kubeconfig, kubectl, stop };
}

function start(kubelab: string, folder: string, ports: Ports): readonly Component[] {
  return [
    new Component(kubelab, "etcd", writeEtcdFlags(folder, ports)),
    new Component(kubelab, "kube-apiserver", writeApiServerFlags(folder, ports)),
  ];
}

async function writeCredentials(folder: string, server: string, kubeconfig: string): Promise<void> {
  const { caFile, tokens, publicKey, privateKey } = locateFiles(folder);
  const pair = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  await writeFile(publicKey, pair.publicKey);
  await writeFile(privateKey, pair.privateKey, { mode: 0o600 });
  const [admin, nobody, stranger] = [1, 2, 3].map(() => randomBytes(24).toString("hex"));
  await writeFile(tokens, `${admin},admin,admin,system:masters\n${nobody},nobody,nobody\n`, { mode: 0o600 });
  const users = [
    { name: "admin", login: { token: admin } },
    { name: "nobody", login: { token: nobody } },
    { name: "stranger", login: { token: stranger } },
    { name: "plugin", login: { exec: await writeLoginProgram(folder, admin) } },
  ];
  await writeKubeconfig(kubeconfig, { server, caFile, users });
}

/** @see https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins */
async function writeLoginProgram(folder: string, token: string | undefined): Promise<object> {
  const command = join(folder, "login");
  const apiVersion = "client.authentication.k8s.io/v1";
  const answer = JSON.stringify({ apiVersion, kind: "ExecCredential", status: { token } });
  await writeFile(command, `#!/bin/sh\necho '${answer}'\n`, { mode: 0o700 });
  return { apiVersion, command, interactiveMode: "Never" };
}

async function waitUntilReady(kubectl: Kubectl, components: readonly Component[]): Promise<void> {
  for (;;) {
    for (const component of components) {
      component.requireRunning();
    }
    const answer = await kubectl.run("get", "--raw", "/readyz").catch(() => "");
    if (answer === "ok") {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
