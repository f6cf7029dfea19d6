import { generateKeyPairSync, randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { findFreePort } from "@eks-auth/test-kit/loopback";
import { StartedProgram } from "@eks-auth/test-kit/started-program";
import { makeTempFolder } from "@eks-auth/test-kit/temp-folder";
import { apiServerFlags, etcdFlags, type Flags, locateFiles, type Ports } from "./flags.ts";
import { Kubectl } from "./kubectl.ts";

/**
 * A running API server with its etcd, without scheduler, controllers and kubelet: pods stay Pending, and a namespace has
 * no default service account.
 */
export interface ControlPlane {
  /** The URL of the API server, which is also the issuer of its tokens. */
  readonly url: string;
  /** The file of its certificate. */
  readonly caFile: string;
  /**
   * The kubeconfig. Its users, with a context each, are `admin`, `unprivileged` (no permissions), `unauthenticated` (a
   * token that the server does not know) and `plugin` (admin by a credential plugin).
   */
  readonly kubeconfig: string;
  /** kubectl as `admin`. */
  readonly kubectl: Kubectl;
  /** Stops it and removes its files. */
  stop(): Promise<void>;
}

/**
 * Starts a control plane in a temporary folder, and waits until it is ready.
 *
 * @param kubelab - the program of `buildKubelab`
 * @throws {ProgramError} with the end of its log if etcd or kube-apiserver ends
 */
export async function startControlPlane(kubelab: string): Promise<ControlPlane> {
  const folder = await makeTempFolder("eks-auth-kubelab");
  const ports = { api: await findFreePort(), etcd: await findFreePort(), etcdPeers: await findFreePort() };
  const url = `https://127.0.0.1:${ports.api}`;
  const { caFile } = locateFiles(folder.path);
  const kubeconfig = folder.resolve("kubeconfig");
  const kubectl = new Kubectl(kubeconfig);
  await writeCredentials(folder.path, url, kubeconfig);
  const programs = startPrograms(kubelab, folder.path, ports);
  const stop = async (): Promise<void> => {
    for (const program of programs.toReversed()) {
      await program.stop();
    }
    await folder.remove();
  };
  try {
    await waitUntilReady(kubectl, programs);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, caFile, kubeconfig, kubectl, stop };
}

function startPrograms(kubelab: string, folder: string, ports: Ports): readonly StartedProgram[] {
  const start = (name: string, flags: Flags) =>
    new StartedProgram(kubelab, [
      name,
      ...Object.entries(flags).map(([flag, value]) => `--${flag}=${value}`),
    ]);
  return [start("etcd", etcdFlags(folder, ports)), start("kube-apiserver", apiServerFlags(folder, ports))];
}

async function waitUntilReady(kubectl: Kubectl, programs: readonly StartedProgram[]): Promise<void> {
  const [etcd, apiServer] = programs;
  await apiServer?.waitUntil(async () => {
    etcd?.requireRunning();
    return (await kubectl.run("get", "--raw", "/readyz").catch(() => "")) === "ok";
  });
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
  const [admin, unprivileged, unknown] = [1, 2, 3].map(() => randomBytes(24).toString("hex"));
  const lines = [`${admin},admin,admin,system:masters`, `${unprivileged},unprivileged,unprivileged`];
  await writeFile(tokens, `${lines.join("\n")}\n`, { mode: 0o600 });
  await writeKubeconfig(kubeconfig, server, caFile, [
    { name: "admin", user: { token: admin } },
    { name: "unprivileged", user: { token: unprivileged } },
    { name: "unauthenticated", user: { token: unknown } },
    { name: "plugin", user: { exec: await writeCredentialPlugin(folder, admin) } },
  ]);
}

/** @see https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins */
async function writeCredentialPlugin(folder: string, token: string | undefined): Promise<object> {
  const command = join(folder, "login");
  const apiVersion = "client.authentication.k8s.io/v1";
  const answer = JSON.stringify({ apiVersion, kind: "ExecCredential", status: { token } });
  await writeFile(command, `#!/bin/sh\necho '${answer}'\n`, { mode: 0o700 });
  return { apiVersion, command, interactiveMode: "Never" };
}

/** Writes a kubeconfig with a context for each user, of the same name. The first one is the current context. */
async function writeKubeconfig(
  file: string,
  server: string,
  caFile: string,
  users: readonly { readonly name: string; readonly user: object }[],
): Promise<void> {
  const config = {
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name: "lab", cluster: { server, "certificate-authority": caFile } }],
    users,
    contexts: users.map(({ name }) => ({ name, context: { cluster: "lab", user: name } })),
    "current-context": users[0]?.name,
  };
  // JSON is valid YAML.
  await writeFile(file, JSON.stringify(config, null, 2), { mode: 0o600 });
}
