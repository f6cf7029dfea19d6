import { generateKeyPairSync, randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { locateFiles } from "./flags.ts";

/** A user of a control plane, who logs in with a bearer token. */
export interface User {
  readonly name: string;
  readonly groups?: readonly string[];
}

/** A user's token by name. */
export type Tokens = ReadonlyMap<string, string>;

/** Users of every control plane. */
const defaultUsers: readonly User[] = [
  { name: "admin", groups: ["system:masters"] },
  { name: "unprivileged" },
];

/**
 * Writes the keys of service accounts, the tokens of users, and a kubeconfig.
 *
 * @param folder - of this run
 * @param server - the URL of the API server
 * @param users - in addition to those of {@link defaultUsers}
 */
export async function writeCredentials(
  folder: string,
  server: string,
  users: readonly User[],
): Promise<{ readonly kubeconfig: string; readonly tokens: Tokens }> {
  const { caFile, tokens: tokenFile, publicKey, privateKey } = locateFiles(folder);
  const pair = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  await writeFile(publicKey, pair.publicKey);
  await writeFile(privateKey, pair.privateKey, { mode: 0o600 });
  const all = [...defaultUsers, ...users];
  const tokens = new Map(all.map(({ name }) => [name, createToken()]));
  const lines = all.map(
    ({ name, groups = [] }) => `${tokens.get(name)},${name},${name},"${groups.join(",")}"`,
  );
  await writeFile(tokenFile, `${lines.join("\n")}\n`, { mode: 0o600 });
  const kubeconfig = join(folder, "kubeconfig");
  await writeKubeconfig(kubeconfig, server, caFile, [
    ...all.map(({ name }) => ({ name, user: { token: tokens.get(name) } })),
    { name: "unauthenticated", user: { token: createToken() } },
    { name: "plugin", user: { exec: await writeCredentialPlugin(folder, tokens.get("admin")) } },
  ]);
  return { kubeconfig, tokens };
}

function createToken(): string {
  return randomBytes(24).toString("hex");
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
export async function writeKubeconfig(
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
